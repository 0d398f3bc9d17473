package io.activo.deploy.image.engine;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine on a loopback port that remembers what it is asked, and answers what it is told to. */
final class FakeEngine implements AutoCloseable {

  /** A request; its path with the query, as sent. */
  record Asked(String method, String path, Headers headers, int length) {

    /** The JSON in a header of credentials. */
    Map<String, Object> decoded(String header) {
      byte[] json = Base64.getUrlDecoder().decode(headers.getFirst(header));
      return Json.parseObject(new String(json, StandardCharsets.UTF_8));
    }
  }

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Deque<Answer>> answers = new HashMap<>();

  FakeEngine() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    answer("/version", 200, "{\"Version\": \"29.0\"}");
    answer("/build", 200, "{\"aux\":{\"ID\":\"sha256:" + "0".repeat(64) + "\"}}\n");
  }

  /** The next answer to requests whose path has this in it; the last one stays. */
  FakeEngine answer(String part, int status, String body) {
    answers.computeIfAbsent(part, key -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    int length = exchange.getRequestBody().readAllBytes().length;
    String path = exchange.getRequestURI().toString();
    asked.add(new Asked(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), length));
    Answer answer = next(path);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer next(String path) {
    return answers.entrySet().stream()
        .filter(entry -> path.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(queue -> queue.size() > 1 ? queue.removeFirst() : queue.getFirst())
        .orElse(new Answer(404, "{\"message\":\"page not found\"}"));
  }

  /** The requests whose path has this in it. */
  List<Asked> asked(String part) {
    return asked.stream().filter(request -> request.path().contains(part)).toList();
  }

  EngineAddress address() {
    return new EngineAddress.Tcp("127.0.0.1", server.getAddress().getPort());
  }

  ImageEngine connect(Credentials credentials) {
    return DockerEngine.at(address(), credentials, Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
