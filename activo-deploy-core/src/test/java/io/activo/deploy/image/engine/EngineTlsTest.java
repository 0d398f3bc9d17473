package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind TLS that knows its clients by their certificates. */
class EngineTlsTest {
  @TempDir Path home;

  private FakeEngine fake;
  private Tunnel tunnel;

  @BeforeEach
  void starts() throws Exception {
    fake = new FakeEngine();
    tunnel = new Tunnel(TlsFixture.server(), fake.address());
  }

  @AfterEach
  void stops() throws Exception {
    tunnel.close();
    fake.close();
  }

  @Test
  void answersAClientWithACertificate() throws Exception {
    Path folder = TlsFixture.client(home.resolve("certs"));
    assertEquals(
        "Docker 29.0 at tcp://localhost:" + tunnel.port() + " with TLS",
        describe(tls("localhost", folder), EngineSettings.none()));
  }

  @Test
  void takesTheCertificatesOfTheDescription() throws Exception {
    Path folder = TlsFixture.client(home.resolve("certs"));
    Optional<String> host = Optional.of("tcp://localhost:" + tunnel.port());
    EngineSettings settings = new EngineSettings(host, Optional.empty(), Optional.of(folder));
    assertTrue(describe(Map.of("DOCKER_HOST", "tcp://x"), settings).endsWith(" with TLS"));
  }

  @Test
  void looksAtTheHostName() throws Exception {
    String why = failure(tls("127.0.0.1", TlsFixture.client(home.resolve("certs"))));
    assertTrue(why.contains("name the engine by a host of its certificate"), why);
  }

  @Test
  void doesNotTrustAnotherAuthority() throws Exception {
    Path folder = TlsFixture.client(home.resolve("certs"));
    Files.delete(folder.resolve("ca.pem"));
    String why = failure(tls("localhost", folder));
    assertTrue(why.contains("put the authority of the engine's certificate into ca.pem"), why);
  }

  @Test
  void aClientWithoutACertificateIsToldWhatIsMissing() throws Exception {
    Path folder = TlsFixture.client(home.resolve("certs"));
    Files.delete(folder.resolve("cert.pem"));
    assertTrue(failure(tls("localhost", folder)).contains("cert.pem is missing"));
    Files.delete(folder.resolve("key.pem"));
    String why = failure(tls("localhost", folder));
    assertTrue(why.contains("cert.pem and key.pem"), why);
  }

  @Test
  void takesTheMaterialOfAContext() throws Exception {
    Path material = context("far", "tcp://localhost:" + tunnel.port(), false);
    TlsFixture.client(material);
    assertTrue(describe(Map.of("DOCKER_CONTEXT", "far"), EngineSettings.none()).contains("TLS"));
  }

  @Test
  void aContextMaySkipTheVerification() throws Exception {
    Path material = context("far", "tcp://127.0.0.1:" + tunnel.port(), true);
    TlsFixture.client(material);
    EngineSettings settings =
        new EngineSettings(Optional.empty(), Optional.of("far"), Optional.empty());
    assertTrue(describe(Map.of(), settings).contains("TLS"));
  }

  @Test
  void tellsThatAPortSpeaksNoTls() throws Exception {
    Path folder = TlsFixture.client(home.resolve("certs"));
    try (ServerSocket plain = new ServerSocket(0)) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> refuse(plain));
      Map<String, String> environment = new HashMap<>(tls("localhost", folder));
      environment.put("DOCKER_HOST", "tcp://localhost:" + plain.getLocalPort());
      String why = failure(environment);
      assertTrue(why.contains("the port speaks no TLS: unset DOCKER_TLS_VERIFY"), why);
      answered.join();
    }
  }

  /** As an HTTP server does that is greeted by TLS. */
  private static void refuse(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().read();
      client
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      client.getOutputStream().flush();
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path context(String name, String host, boolean skip) throws Exception {
    String id = Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
    Path contexts = home.resolve(".docker/contexts");
    Path meta = Files.createDirectories(contexts.resolve("meta").resolve(id));
    Files.writeString(
        meta.resolve("meta.json"),
        "{\"Name\":\"%s\",\"Endpoints\":{\"docker\":{\"Host\":\"%s\",\"SkipTLSVerify\":%s}}}"
            .formatted(name, host, skip));
    return contexts.resolve("tls").resolve(id).resolve("docker");
  }

  private Map<String, String> tls(String host, Path folder) {
    return Map.of(
        "DOCKER_HOST",
        "tcp://" + host + ":" + tunnel.port(),
        "DOCKER_TLS_VERIFY",
        "1",
        "DOCKER_CERT_PATH",
        folder.toString());
  }

  private String failure(Map<String, String> environment) {
    return assertThrows(DeployException.class, () -> describe(environment, EngineSettings.none()))
        .toString();
  }

  private String describe(Map<String, String> environment, EngineSettings settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    try (ImageEngine engine = ImageEngine.connect(all, settings, Credentials.none())) {
      return engine.describe();
    }
  }
}
