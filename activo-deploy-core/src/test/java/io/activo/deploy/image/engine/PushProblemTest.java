package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushProblemTest {
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
  void saysWhichCredentialsWereRefused() throws IOException {
    Problem problem = refused("localhost:5000/app:1", AUTHS);
    assertTrue(
        problem.detail().get(0).startsWith("used: user 'u' of 'localhost:5000' in " + folder),
        problem.toString());
    assertFalse(problem.toString().contains("p:w:x"), problem.toString());
    assertTrue(problem.fix().contains("docker login localhost:5000"), problem.toString());
  }

  @Test
  void namesTheCredentialHelperThatItCannotAsk() throws IOException {
    assertTrue(
        refused("gcr.io/p/app:1", AUTHS)
            .toString()
            .contains(
                "docker-credential-gcloud is configured for it, and credential helpers are not"
                    + " supported in this version"));
    assertTrue(refused("quay.io/app:1", AUTHS).toString().contains("docker-credential-desktop"));
    assertFalse(refused("quay.io/app:1", "{}").toString().contains("helper"));
  }

  private Problem refused(String reference, String config) throws IOException {
    return PushProblem.of(
        ImageReference.parse(reference), "unauthorized: authentication required", read(config));
  }

  private DockerConfig read(String text) throws IOException {
    Files.writeString(folder.resolve("config.json"), text);
    return DockerConfig.read(Map.of("DOCKER_CONFIG", folder.toString()));
  }
}
