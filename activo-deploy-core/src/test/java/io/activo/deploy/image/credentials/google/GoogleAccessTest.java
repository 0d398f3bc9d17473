package io.activo.deploy.image.credentials.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in for Google's token endpoint on this machine. */
class GoogleAccessTest {
  private static final String CANARY = "canary-Gt63mN";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler handler = new Listener();
  private final Logger root = Logger.getLogger("");
  private final Logger transport = Logger.getLogger("com.google.api.client.http.HttpTransport");
  private final Level before = root.getLevel();
  private HttpServer server;
  private int status = 200;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          requests.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String answer =
              status == 200
                  ? "{\"access_token\": \"" + CANARY + "\", \"expires_in\": 3600}"
                  : "{\"error\": \"invalid_grant\", \"error_description\": \"" + CANARY + "\"}";
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    root.setLevel(Level.ALL);
    transport.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  @AfterEach
  void stop() {
    root.removeHandler(handler);
    root.setLevel(before);
    transport.setLevel(null);
    server.stop(0);
  }

  @Test
  void exchangesAServiceAccountsKeyForATokenOnce() throws Exception {
    Path key = key();
    GoogleAccess access = GoogleAccess.of(variables(key));
    Optional<GoogleAccess.Token> expected =
        Optional.of(new GoogleAccess.Token("file " + key + ", account ci@p", Secret.of(CANARY)));
    assertEquals(expected, access.token());
    assertEquals(expected, access.token());
    assertEquals(1, requests.size());
    assertTrue(requests.get(0).contains("jwt-bearer"), requests.toString());
    assertFalse(logged.toString().contains(CANARY), logged.toString());
    assertFalse(logged.toString().contains(requests.get(0).substring(60, 90)));
  }

  @Test
  void tellsTheStatusOfARefusalAndNotItsText() throws Exception {
    status = 400;
    Path key = key();
    GoogleAccess access = GoogleAccess.of(variables(key));
    DeployException failure = assertThrows(DeployException.class, access::token);
    assertTrue(failure.toString().contains("account ci@p"), failure.toString());
    assertTrue(failure.toString().contains("HTTP status 400"), failure.toString());
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertFalse(logged.toString().contains(CANARY), logged.toString());
    assertNull(failure.getCause());
  }

  @Test
  void doesNotQuoteAFileThatItCannotRead() throws IOException {
    Path file = folder.resolve("key.json");
    Files.writeString(file, "{\"type\": \"service_account\", \"private_key\": \"" + CANARY + "\"}");
    DeployException failure =
        assertThrows(DeployException.class, () -> GoogleAccess.of(variables(file)).token());
    assertTrue(failure.toString().startsWith("io.activo.deploy.problem.DeployException: " + file));
    assertFalse(failure.toString().contains(CANARY), failure.toString());
    assertNull(failure.getCause());
  }

  @Test
  void hasNoneOffGoogleWithoutAFile() {
    assertEquals(Optional.empty(), GoogleAccess.of(Map.of("HOME", folder.toString())).token());
  }

  private Map<String, String> variables(Path key) {
    return Map.of("HOME", folder.toString(), "GOOGLE_APPLICATION_CREDENTIALS", key.toString());
  }

  private Path key() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Path file = folder.resolve("key.json");
    String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    Files.writeString(
        file,
        Json.print(
            Map.of(
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
                uri)));
    return file;
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      logged.add(line.getLoggerName() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
