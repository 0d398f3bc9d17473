package io.activo.deploy.image.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry behind a loopback port that does harm to the third blob. */
final class FaultyRegistry implements AutoCloseable {

  /** What happens to a request. */
  interface Fault {
    void befall(HttpExchange exchange) throws IOException;
  }

  private static final int HARMED = 3;
  private static final Set<String> HOP =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpServer server;
  private final Tunnel front;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String registry;
  private final Fault fault;
  private final int times;
  private final AtomicInteger uploads = new AtomicInteger();

  /**
   * @param registry the host and port of the real one
   * @param times how many uploads are harmed, from the third on
   */
  FaultyRegistry(String registry, Fault fault, int times) throws IOException {
    this.registry = registry;
    this.fault = fault;
    this.times = times;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    EngineAddress behind = new EngineAddress.Tcp("127.0.0.1", server.getAddress().getPort());
    front = new Tunnel(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behind);
  }

  /** Answers with a status, and nothing of the registry's API. */
  static Fault status(int status) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** Reads a little and hangs up. */
  static Fault reset() {
    return exchange -> {
      exchange.getRequestBody().readNBytes(1000);
      exchange.close();
    };
  }

  String host() {
    return "127.0.0.1:" + front.port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    boolean carriesData =
        path.contains("/blobs/uploads/")
            && Set.of("PATCH", "PUT").contains(exchange.getRequestMethod())
            && !"0".equals(exchange.getRequestHeaders().getFirst("Content-Length"));
    int number = carriesData ? uploads.incrementAndGet() : 0;
    if (number >= HARMED && number < HARMED + times) {
      fault.befall(exchange);
    } else {
      pass(exchange, path);
    }
  }

  private void pass(HttpExchange exchange, String path) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + registry + path));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    byte[] body = exchange.getRequestBody().readAllBytes();
    request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    HttpResponse<byte[]> response = send(request.build());
    response
        .headers()
        .map()
        .forEach((name, values) -> exchange.getResponseHeaders().put(name, here(values)));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    byte[] answer = response.body();
    exchange.sendResponseHeaders(
        response.statusCode(), head || answer.length == 0 ? -1 : answer.length);
    if (!head && answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Uploads go on where the registry says: through here again. */
  private List<String> here(List<String> values) {
    return values.stream().map(value -> value.replace(registry, host())).toList();
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
