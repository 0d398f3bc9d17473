package io.activo.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void takesTheChosenContext() throws Exception {
    byte[] hash = ContextDigest.sha256().digest("far".getBytes(StandardCharsets.UTF_8));
    Path meta = home.resolve(".docker/contexts/meta").resolve(HexFormat.of().formatHex(hash));
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
