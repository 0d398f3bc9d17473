package io.activo.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A proxy on loopback in front of the real registry. One of the uploads, by its number, meets a
 * fault; all else passes.
 */
final class FaultyRegistry implements AutoCloseable {
  /** What an upload meets before the registry or instead of it. */
  interface Fault {
    /** Whether that was all: otherwise the upload passes on. */
    boolean ends(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** An answer as registries give it, with a code of theirs and a header {@code Name: value}. */
  static Fault answers(int status, String code, String header) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      String[] parts = header.split(": ", 2);
      exchange.getResponseHeaders().set(parts[0], parts[1]);
      byte[] body = ("{\"errors\":[{\"code\":\"" + code + "\"}]}").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      return true;
    };
  }

  /** The connection ends after the first kilobyte of the upload. */
  static Fault resets() {
    return exchange -> {
      exchange.getRequestBody().readNBytes(1024);
      exchange.close();
      return true;
    };
  }

  /** Nothing goes on for three seconds, and then all does. */
  static Fault stalls() {
    return exchange -> {
      TimeUnit.SECONDS.sleep(3);
      return false;
    };
  }

  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding", "expect", "upgrade");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger uploads = new AtomicInteger();
  private final HttpServer server;
  private final String upstream;
  private final IntPredicate numbers;
  private final Fault fault;

  /**
   * Starts it on a free port.
   *
   * @param upstream the registry, {@code host:port}
   * @param numbers which uploads meet the fault, counted from 1 as they come
   */
  FaultyRegistry(String upstream, IntPredicate numbers, Fault fault) throws IOException {
    this.upstream = upstream;
    this.numbers = numbers;
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens, as {@code host:port}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many uploads of content there were. */
  int uploads() {
    return uploads.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean uploading = exchange.getRequestMethod().equals("PATCH");
      boolean faulty = uploading && numbers.test(uploads.incrementAndGet());
      if (!faulty || !fault.ends(exchange)) {
        answer(exchange, ask(exchange));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + upstream + exchange.getRequestURI()))
            .version(HttpClient.Version.HTTP_1_1)
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange.getRequestHeaders().forEach((name, values) -> pass(request, name, values));
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void pass(HttpRequest.Builder request, String name, List<String> values) {
    if (!OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      values.forEach(value -> request.header(name, value));
    }
  }

  private void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (head || !OF_A_CONNECTION.contains(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, here(value)));
              }
            });
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** A registry says where an upload goes on by its own name. */
  private String here(String value) {
    return value.replace("http://" + upstream, "http://" + address());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
