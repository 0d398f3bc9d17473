package io.activo.deploy.image.credentials;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stand-in for Google's servers of tokens on this machine: the same answer on every path. */
public final class TokenServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String token;
  private int status = 200;
  private int seconds = 3600;

  /** One that gives a token, or quotes it in its refusals. */
  public TokenServer(String token) throws IOException {
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    String answer =
        status == 200
            ? "{\"access_token\": \""
                + token
                + "\", \"expires_in\": "
                + seconds
                + ", \"token_type\": \"Bearer\","
                + " \"issued_token_type\": \"urn:ietf:params:oauth:token-type:access_token\"}"
            : "{\"error\": \"invalid_grant\", \"error_description\": \"" + token + "\"}";
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Metadata-Flavor", "Google");
    exchange.sendResponseHeaders(status, answer.length());
    exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  /** What is answered from now on. */
  public void refuse(int code) {
    status = code;
  }

  /** How long a token lasts. */
  public void seconds(int lifetime) {
    seconds = lifetime;
  }

  /** Method, path and body of each request. */
  public List<String> requests() {
    return requests;
  }

  /** Host and port. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where a request to somebody else goes. */
  public URI route(URI elsewhere) {
    return URI.create("http://" + host() + elsewhere.getPath());
  }

  /** A service account's key file that has its tokens here. */
  public Map<String, Object> key() throws NoSuchAlgorithmException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return Map.of(
        "type",
        "service_account",
        "client_email",
        "ci@p",
        "client_id",
        "1",
        "private_key_id",
        "id",
        "private_key",
        pem,
        "token_uri",
        "http://" + host() + "/token");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
