package io.activo.deploy.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.activo.deploy.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An admission webhook on this machine, with a certificate of its own. */
public final class AdmissionWebhook implements AutoCloseable {
  private static final char[] PASSWORD = "denying".toCharArray();

  private final HttpsServer server;
  private final String authority;

  private AdmissionWebhook(Map<String, Object> verdict) throws Exception {
    KeyStore keys = keys();
    byte[] certificate = keys.getCertificate("webhook").getEncoded();
    authority =
        base64(
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", exchange -> answer(exchange, verdict));
    server.start();
  }

  /** One that denies everything. */
  public static AdmissionWebhook denying(String message) throws Exception {
    return new AdmissionWebhook(Map.of("allowed", false, "status", Map.of("message", message)));
  }

  /** One that patches everything (RFC 6902). */
  public static AdmissionWebhook patching(String patch) throws Exception {
    return new AdmissionWebhook(
        Map.of("allowed", true, "patchType", "JSONPatch", "patch", base64(patch)));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyStore keys() throws Exception {
    Path folder = Files.createTempDirectory("activo");
    Path file = folder.resolve("webhook.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias=webhook",
            "-keyalg=EC",
            "-dname=CN=webhook",
            "-ext=san=ip:127.0.0.1",
            "-keystore=" + file,
            "-storepass=" + new String(PASSWORD));
    List<String> options = command.stream().flatMap(AdmissionWebhook::option).toList();
    Process keytool = new ProcessBuilder(options).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(output);
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static Stream<String> option(String text) {
    return text.startsWith("-") ? List.of(text.split("=", 2)).stream() : List.of(text).stream();
  }

  private static void answer(HttpExchange exchange, Map<String, Object> verdict)
      throws IOException {
    LiveObject review =
        new LiveObject(
            Json.parseObject(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Map<String, Object> response = new HashMap<>(verdict);
    response.put("uid", review.text("request", "uid"));
    byte[] answer =
        Json.print(
                Map.of(
                    "apiVersion", "admission.k8s.io/v1",
                    "kind", "AdmissionReview",
                    "response", response))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** Where it answers. */
  public String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/review";
  }

  /** The authority of its certificate, as a webhook's {@code caBundle} has it. */
  public String authority() {
    return authority;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
