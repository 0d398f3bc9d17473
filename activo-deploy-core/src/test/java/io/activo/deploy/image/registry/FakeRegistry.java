package io.activo.deploy.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry in memory that fails on demand. */
final class FakeRegistry implements AutoCloseable {
  /** What is done instead of the answer; true if there was one. */
  interface Fault {
    boolean happens(HttpExchange exchange) throws IOException;
  }

  /** A blob that is made while it is sent. */
  interface Generated {
    InputStream open();
  }

  private static final int KEPT = 1_000_000;
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:.+)");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(.*)");

  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final List<String> logins = Collections.synchronizedList(new ArrayList<>());
  final List<String> tokenRequests = Collections.synchronizedList(new ArrayList<>());
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  final Map<String, String> types = new ConcurrentHashMap<>();
  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, Generated> generated = new ConcurrentHashMap<>();
  final Set<String> uploaded = ConcurrentHashMap.newKeySet();
  final Set<String> tokens = ConcurrentHashMap.newKeySet();
  final AtomicInteger tokenNumber = new AtomicInteger();

  private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Measured> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger uploadNumber = new AtomicInteger();
  private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The value of {@code WWW-Authenticate}; {@code %s} is this server's host. */
  volatile String challenge = "";

  /** Expected in {@code Authorization} where the challenge is Basic. */
  volatile String userAndPassword = "";

  volatile String tokenAnswer = "{\"token\":\"%s\"}";
  volatile boolean mounts = true;
  volatile boolean tellsDigests = true;

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  ImageReference image(String name) {
    return ImageReference.parse(host() + "/" + name);
  }

  /** Adds a fault for the first so many requests that begin so: {@code PATCH}, {@code GET /v2/}. */
  void fail(String begin, int times, Fault fault) {
    fail(begin, 0, times, fault);
  }

  void fail(String begin, int after, int times, Fault fault) {
    AtomicInteger left = new AtomicInteger(after + times);
    Predicate<String> hit =
        text -> {
          int number = text.startsWith(begin) ? left.getAndDecrement() : 0;
          return number > 0 && number <= times;
        };
    faults.add(exchange -> hit.test(line(exchange)) && fault.happens(exchange));
  }

  static Fault status(int status, String body, String... headers) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      answer(exchange, status, body);
      return true;
    };
  }

  /** Reads a part of the request and drops the connection. */
  static Fault reset() {
    return exchange -> {
      exchange.getRequestBody().readNBytes(10_000);
      exchange.close();
      return true;
    };
  }

  private static String line(HttpExchange exchange) {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(line(exchange));
      logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      for (Fault fault : List.copyOf(faults)) {
        if (fault.happens(exchange)) {
          return;
        }
      }
      if (exchange.getRequestURI().getPath().equals("/token")) {
        token(exchange);
      } else if (authorized(exchange)) {
        serve(exchange);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    tokenRequests.add(
        exchange.getRequestMethod()
            + " "
            + URLDecoder.decode(query + body, StandardCharsets.UTF_8));
    String token = "token-" + tokenNumber.incrementAndGet();
    tokens.add(token);
    answer(exchange, 200, String.format(tokenAnswer, token));
  }

  private boolean authorized(HttpExchange exchange) throws IOException {
    String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    boolean known =
        login.startsWith("Bearer ") ? tokens.contains(login.substring(7)) : login.equals(basic);
    if (challenge.isEmpty() || known) {
      return true;
    }
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("WWW-Authenticate", String.format(challenge, host()));
    answer(
        exchange,
        401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"no entry for " + login + "\"}]}");
    return false;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher manifest = MANIFEST.matcher(path);
    Matcher upload = UPLOAD.matcher(path);
    Matcher blob = BLOB.matcher(path);
    if (manifest.matches()) {
      manifest(exchange, manifest.group(1) + "@", manifest.group(2));
    } else if (upload.matches()) {
      upload(exchange, upload.group(1), upload.group(2));
    } else if (blob.matches()) {
      blob(exchange, blob.group(1) + "@" + blob.group(2));
    } else {
      answer(exchange, 404, "");
    }
  }

  private void manifest(HttpExchange exchange, String repository, String key) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      put(repository, key, bytes, exchange.getRequestHeaders().getFirst("Content-Type"));
      digest(exchange, bytes);
      answer(exchange, 201, "");
      return;
    }
    byte[] bytes = manifests.get(repository + key);
    if (bytes == null) {
      answer(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", types.get(repository + key));
    digest(exchange, bytes);
    bytes(exchange, bytes);
  }

  private void put(String repository, String key, byte[] bytes, String type) {
    for (String name : List.of(key, Digest.of(bytes).value())) {
      manifests.put(repository + name, bytes);
      types.put(repository + name, type);
    }
  }

  /** Puts a manifest in place. */
  Digest manifest(String repository, String key, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    put(repository + "@", key, bytes, type);
    return Digest.of(bytes);
  }

  /** Puts a blob in place; its descriptor. */
  String blob(String repository, String type, byte[] bytes) {
    blobs.put(repository + "@" + Digest.of(bytes), bytes);
    return descriptor(type, Digest.of(bytes), bytes.length, "");
  }

  static String descriptor(String type, Digest digest, long size, String more) {
    return "{\"mediaType\":\""
        + type
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":"
        + size
        + more
        + "}";
  }

  private void digest(HttpExchange exchange, byte[] bytes) {
    if (tellsDigests) {
      exchange.getResponseHeaders().add("Docker-Content-Digest", Digest.of(bytes).value());
    }
  }

  private void blob(HttpExchange exchange, String key) throws IOException {
    Generated made = generated.get(key);
    byte[] bytes = blobs.get(key);
    if (made != null && exchange.getRequestMethod().equals("GET")) {
      exchange.sendResponseHeaders(200, 0);
      try (InputStream in = made.open();
          OutputStream out = exchange.getResponseBody()) {
        in.transferTo(out);
      }
    } else if (bytes == null && made == null && !uploaded.contains(key)) {
      answer(exchange, 404, "");
    } else {
      bytes(exchange, Optional.ofNullable(bytes).orElse(new byte[0]));
    }
  }

  private void upload(HttpExchange exchange, String repository, String id) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    switch (exchange.getRequestMethod()) {
      case "POST" -> begin(exchange, repository, query);
      case "PATCH" -> {
        Measured body = new Measured(exchange.getRequestBody());
        byte[] begin = body.readNBytes(KEPT);
        body.transferTo(OutputStream.nullOutputStream());
        uploads.put(id, body);
        parts.put(id, begin);
        exchange
            .getResponseHeaders()
            .add("Location", "/v2/" + repository + "/blobs/uploads/" + id + "?_state=b");
        answer(exchange, 202, "");
      }
      case "PUT" -> finish(exchange, repository, id, query.getOrDefault("digest", ""));
      default -> answer(exchange, uploads.containsKey(id) ? 204 : 404, "");
    }
  }

  private void finish(HttpExchange exchange, String repository, String id, String digest)
      throws IOException {
    Measured body = uploads.getOrDefault(id, new Measured(InputStream.nullInputStream()));
    if (!body.digest().value().equals(digest)) {
      answer(exchange, 400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
      return;
    }
    uploaded.add(repository + "@" + digest);
    if (body.size() < KEPT) {
      blobs.put(repository + "@" + digest, parts.getOrDefault(id, new byte[0]));
    }
    answer(exchange, 201, "");
  }

  private void begin(HttpExchange exchange, String repository, Map<String, String> query)
      throws IOException {
    byte[] bytes = blobs.get(query.get("from") + "@" + query.get("mount"));
    if (bytes != null && mounts) {
      blobs.put(repository + "@" + query.get("mount"), bytes);
      answer(exchange, 201, "");
      return;
    }
    String id = "u" + uploadNumber.incrementAndGet();
    exchange
        .getResponseHeaders()
        .add("Location", "/v2/" + repository + "/blobs/uploads/" + id + "?_state=a");
    answer(exchange, 202, "");
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new ConcurrentHashMap<>();
    for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bytes.length == 0 || head ? -1 : bytes.length);
    if (bytes.length > 0 && !head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void bytes(HttpExchange exchange, byte[] bytes) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** How many requests began so. */
  long count(String begin) {
    return List.copyOf(requests).stream().filter(line -> line.startsWith(begin)).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
