package io.activo.deploy.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands in for an API server, for what a real one cannot be made to do; keeps what it was sent.
 */
final class ApiServer implements AutoCloseable {
  static final String TOKEN = "token-that-nobody-may-see";

  /** An answer; a code of 0 breaks the connection, the header {@code Cut} the body. */
  record Answer(int code, String body, Map<String, String> headers) {
    Answer(int code, String body) {
      this(code, body, Map.of());
    }
  }

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> received = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  ApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    answers(
        "GET /api/v1",
        new Answer(
            200,
            """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
              {"name":"pods","kind":"Pod","namespaced":true},
              {"name":"pods/log","kind":"Pod","namespaced":true},
              {"name":"secrets","kind":"Secret","namespaced":true},
              {"name":"configmaps","kind":"ConfigMap","namespaced":true}]}"""));
  }

  /** What to answer to {@code METHOD /path}, one after the other; the last one from then on. */
  ApiServer answers(String request, Answer... given) {
    answers.put(request, new ArrayDeque<>(List.of(given)));
    return this;
  }

  /** What was sent: method, path and query, and the headers and body that matter. */
  List<String> received() {
    return received;
  }

  /** How often {@code METHOD /path} was sent. */
  long count(String request) {
    return received.stream().filter(line -> line.startsWith(request)).count();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A cluster at this server; its waits take no time and are kept in {@link #pauses}. */
  KubernetesCluster cluster() {
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    Retries retries = new Retries(clock, this::pause);
    ClusterAccess access = new ClusterAccess.Server(address(), Optional.empty(), Secret.of(TOKEN));
    return new KubernetesCluster(ClusterConnection.of(access, Map.of()), retries);
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(shown(exchange, body));
    Deque<Answer> queue =
        answers.getOrDefault(exchange.getRequestMethod() + " " + path, new ArrayDeque<>());
    Answer answer = queue.size() > 1 ? queue.remove() : queue.peek();
    if (answer == null) {
      answer = new Answer(404, "{\"kind\":\"Status\",\"reason\":\"NotFound\",\"code\":404}");
    }
    if (answer.code() == 0) {
      exchange.close();
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
    int sent = answer.headers().containsKey("Cut") ? bytes.length / 2 : bytes.length;
    exchange.getResponseBody().write(bytes, 0, sent);
    exchange.close();
  }

  private static String shown(HttpExchange exchange, String body) {
    StringBuilder shown = new StringBuilder();
    shown.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    for (String header : List.of("Accept", "Authorization", "Content-Type", "User-Agent")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      shown.append(value == null ? "" : "\n" + header + ": " + value);
    }
    return shown.append(body.isEmpty() ? "" : "\n\n" + body).toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
