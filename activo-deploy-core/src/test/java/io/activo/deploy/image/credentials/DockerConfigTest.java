package io.activo.deploy.image.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {
  private static final String AUTHS =
      """
      {"auths": {
        "https://index.docker.io/v1/": {"auth": "aHVidXNlcjpodWJwYXNz"},
        "https://eu.gcr.io": {"auth": "X2pzb25fa2V5Oms="},
        "localhost:5000": {"auth": "dTpwOnc6eA=="},
        "reg.example.com:443": {"identitytoken": "tok123", "auth": "dTo="},
        "stored.example.com": {}
      },
      "credHelpers": {"gcr.io": "gcloud"}, "credsStore": "desktop"}
      """;

  @TempDir Path folder;

  @Test
  void findsTheLoginThatTheDockerCommandSends() throws IOException {
    Map<String, Map<String, String>> expected =
        Map.of(
            "docker.io",
            Map.of(
                "username", "hubuser",
                "password", "hubpass",
                "serveraddress", "https://index.docker.io/v1/"),
            "eu.gcr.io",
            Map.of("username", "_json_key", "password", "k", "serveraddress", "https://eu.gcr.io"),
            "localhost:5000",
            Map.of("username", "u", "password", "p:w:x", "serveraddress", "localhost:5000"),
            "reg.example.com:443",
            Map.of(
                "username", "u", "identitytoken", "tok123", "serveraddress", "reg.example.com:443"),
            "quay.io",
            Map.of(),
            "stored.example.com",
            Map.of());
    DockerConfig config = read(AUTHS);
    expected.forEach(
        (domain, login) ->
            assertEquals(
                login,
                config.login(domain).map(DockerConfig.Login::toJson).orElse(Map.of()),
                domain));
  }

  @Test
  void doesNotQuoteAConfigurationThatIsNoJson() {
    DeployException failure =
        assertThrows(DeployException.class, () -> read("{\"auths\": {\"x\": \"pass-word"));
    assertFalse(failure.toString().contains("pass"), failure.toString());
    assertTrue(failure.problems().get(0).where().toString().endsWith("config.json"));
  }

  private DockerConfig read(String text) throws IOException {
    Files.writeString(folder.resolve("config.json"), text);
    return DockerConfig.read(Map.of("DOCKER_CONFIG", folder.toString()));
  }
}
