package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSearchTest {
  @TempDir Path home;

  @Test
  void tellsEverySocketThatWasTried() {
    List<String> addresses = addresses(Map.of("XDG_RUNTIME_DIR", "/run/user/1"));
    assertEquals(
        List.of(
            "unix:///var/run/docker.sock",
            "unix:///run/user/1/docker.sock",
            "unix://" + home + "/.docker/run/docker.sock",
            "unix://" + home + "/.docker/desktop/docker.sock"),
        addresses);
  }

  @Test
  void tellsWhyTheNamedEngineDoesNotAnswer() throws Exception {
    String socket = home.resolve("docker.sock").toString();
    Problem absent = problem(Map.of("DOCKER_HOST", "unix://" + socket));
    assertEquals("no Docker engine answers", absent.what());
    assertEquals(List.of("unix://" + socket + ": no such socket"), absent.detail());
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Problem refused = problem(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port));
    assertTrue(refused.detail().get(0).contains("refused"), refused.toString());
  }

  @Test
  void passesOverAnEngineThatSaysNothing() throws Exception {
    Path silent = home.resolve("run/docker.sock");
    Path speaking = home.resolve(".docker/run/docker.sock");
    Files.createDirectories(silent.getParent());
    Files.createDirectories(speaking.getParent());
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString());
    assumeFalse(Files.exists(Path.of("/var/run/docker.sock")), "an engine is where it is looked");
    try (ServerSocketChannel first = listen(silent);
        ServerSocketChannel second = listen(speaking)) {
      CompletableFuture<Void> served = serve(second, 200, "{\"Version\": \"27.0\"}");
      try (ImageEngine engine =
          EngineSearch.connect(environment(environment), Duration.ofMillis(300))) {
        assertEquals("Docker 27.0 at unix://" + speaking, engine.describe());
      }
      served.join();
      assertTrue(first.isOpen());
    }
  }

  @Test
  void tellsThatAPortSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Map<String, String> environment =
          environment(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort()));
      DeployException failure =
          assertThrows(
              DeployException.class,
              () -> EngineSearch.connect(environment, Duration.ofMillis(50)).close());
      assertEquals(
          List.of(environment.get("DOCKER_HOST") + ": no answer within 50 ms"),
          failure.problems().get(0).detail());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hello</html>", "[]", "{}", "null", ""})
  void tellsThatAnotherServerIsNoEngine(String body) throws Exception {
    Path socket = home.resolve("docker.sock");
    try (ServerSocketChannel server = listen(socket)) {
      CompletableFuture<Void> served = serve(server, 200, body);
      Problem problem = problem(Map.of("DOCKER_HOST", "unix://" + socket));
      served.join();
      assertEquals("no Docker engine answers", problem.what());
      assertTrue(problem.detail().get(0).startsWith("unix://" + socket + ": "), body);
    }
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket));
  }

  /** Answers one request. */
  private static CompletableFuture<Void> serve(ServerSocketChannel server, int code, String body) {
    String answer =
        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(code, body.length(), body);
    return CompletableFuture.runAsync(
        () -> {
          try (SocketChannel channel = server.accept()) {
            channel.read(ByteBuffer.allocate(4096));
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  void takesTheChosenContext() throws Exception {
    String hash = Digest.of("far".getBytes(StandardCharsets.UTF_8)).hex();
    Path meta = home.resolve(".docker/contexts/meta").resolve(hash);
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"), "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://far:1\"}}}");
    Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"far\"}");
    assertEquals(List.of("tcp://far:1"), addresses(Map.of()));
    assertEquals(List.of("tcp://near:2375"), addresses(Map.of("DOCKER_HOST", "tcp://near")));
    assertEquals(
        "unix:///var/run/docker.sock", addresses(Map.of("DOCKER_CONTEXT", "default")).get(0));
    assertTrue(problem(Map.of("DOCKER_CONTEXT", "gone")).what().contains("'gone'"));
  }

  @Test
  void refusesByNameWhatItCannotReach() {
    Map<String, String> tls = Map.of("DOCKER_HOST", "tcp://x:2376", "DOCKER_TLS_VERIFY", "1");
    assertTrue(problem(tls).what().endsWith("TLS is not supported in this version"));
    for (String host : List.of("ssh://me@x", "npipe:////./pipe/docker", "unix:", "x y")) {
      assertTrue(problem(Map.of("DOCKER_HOST", host)).what().contains(host), host);
    }
  }

  private List<String> addresses(Map<String, String> environment) {
    Map<String, String> all = environment(environment);
    return new EngineAddresses(all, DockerConfig.read(all))
        .candidates().stream().map(EngineAddress::toString).toList();
  }

  private Problem problem(Map<String, String> environment) {
    return assertThrows(
            DeployException.class, () -> ImageEngine.connect(environment(environment)).close())
        .problems()
        .get(0);
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("HOME", home.toString());
    return all;
  }
}
