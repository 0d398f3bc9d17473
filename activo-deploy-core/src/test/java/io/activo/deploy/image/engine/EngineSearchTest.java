package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.credentials.Credentials;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "unix://" + home + "/.docker/desktop/docker.sock",
            "unix://" + home + "/.colima/default/docker.sock",
            "unix://" + home + "/.rd/docker.sock",
            "unix:///run/user/1/podman/podman.sock",
            "unix:///run/podman/podman.sock"),
        addresses);
  }

  @Test
  void tellsWhyTheNamedEngineDoesNotAnswer() throws Exception {
    String socket = home.resolve("docker.sock").toString();
    Problem absent = problem(Map.of("DOCKER_HOST", "unix://" + socket));
    assertEquals("no Docker engine answers", absent.what());
    assertEquals(
        List.of(
            "unix://"
                + socket
                + ", from DOCKER_HOST: no such socket; start the engine that listens there"),
        absent.detail());
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Problem refused = problem(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port));
    assertTrue(refused.detail().get(0).contains("refused; start the engine"), refused.toString());
    Problem pipe = problem(Map.of("DOCKER_HOST", "npipe:////./pipe/docker_engine"));
    assertEquals(
        List.of(
            "npipe:////./pipe/docker_engine, from DOCKER_HOST: no such pipe, or it is busy;"
                + " start Docker Desktop"),
        pipe.detail());
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
          EngineSearch.connect(
              candidates(environment), Credentials.none(), Duration.ofMillis(300))) {
        assertEquals("Docker 27.0 at unix://" + speaking, engine.describe());
      }
      served.join();
      assertTrue(first.isOpen());
    }
  }

  @Test
  void tellsThatAPortSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String host = "tcp://127.0.0.1:" + silent.getLocalPort();
      List<EngineCandidate> candidates = candidates(Map.of("DOCKER_HOST", host));
      DeployException failure =
          assertThrows(
              DeployException.class,
              () ->
                  EngineSearch.connect(candidates, Credentials.none(), Duration.ofMillis(50))
                      .close());
      String why = failure.problems().get(0).detail().get(0);
      assertTrue(why.startsWith(host + ", from DOCKER_HOST: no answer within 50 ms; "), why);
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
      assertTrue(problem.detail().get(0).startsWith("unix://" + socket + ", "), body);
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
  void theDescriptionStandsAboveTheEnvironment() {
    Map<String, String> all = environment(Map.of("DOCKER_HOST", "tcp://near"));
    EngineSettings host =
        new EngineSettings(Optional.of("unix:///run/d"), Optional.empty(), Optional.empty());
    assertEquals("unix:///run/d", addresses(all, host).get(0));
    EngineSettings context =
        new EngineSettings(Optional.empty(), Optional.of("default"), Optional.empty());
    assertEquals("unix:///var/run/docker.sock", addresses(all, context).get(0));
  }

  @Test
  void readsEachWayToWriteAnAddress() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("tcp://x", "tcp://x:2375");
    addresses.put("tcp://:99", "tcp://localhost:99");
    addresses.put("http://a_b:1/", "tcp://a_b:1");
    addresses.put("x:1", "tcp://x:1");
    addresses.put("tcp://[::1]:5", "tcp://[::1]:5");
    addresses.put("npipe:////./pipe/a", "npipe:////./pipe/a");
    addresses.forEach(
        (text, address) -> assertEquals(List.of(address), addresses(Map.of("DOCKER_HOST", text))));
  }

  @Test
  void refusesByNameWhatItCannotReach() {
    Map<String, String> tls =
        Map.of("DOCKER_HOST", "tcp://x", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/none");
    assertTrue(problem(tls).toString().startsWith("/none: "), problem(tls).toString());
    for (String host : List.of("ssh://me@x", "unix:", "unix://", "x y", "fd://x", "https://x")) {
      assertTrue(problem(Map.of("DOCKER_HOST", host)).what().contains("'" + host + "'"), host);
    }
    assertTrue(problem(Map.of("DOCKER_HOST", "ssh://x")).fix().contains("forward its socket"));
  }

  private List<String> addresses(Map<String, String> environment) {
    return candidates(environment).stream()
        .map(candidate -> candidate.address().toString())
        .toList();
  }

  private List<String> addresses(Map<String, String> environment, EngineSettings settings) {
    return new EngineAddresses(environment, settings, DockerConfig.read(environment))
        .candidates().stream().map(candidate -> candidate.address().toString()).toList();
  }

  private List<EngineCandidate> candidates(Map<String, String> environment) {
    Map<String, String> all = environment(environment);
    return new EngineAddresses(all, EngineSettings.none(), DockerConfig.read(all)).candidates();
  }

  private Problem problem(Map<String, String> environment) {
    return assertThrows(
            DeployException.class,
            () ->
                ImageEngine.connect(
                        environment(environment), EngineSettings.none(), Credentials.none())
                    .close())
        .problems()
        .get(0);
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("HOME", home.toString());
    return all;
  }
}
