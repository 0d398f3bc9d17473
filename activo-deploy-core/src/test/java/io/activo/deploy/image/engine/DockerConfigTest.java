package io.activo.deploy.image.engine;

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
  @TempDir private Path folder;

  @Test
  void tellsTheChosenContext() throws IOException {
    assertEquals(new DockerConfig(folder, ""), DockerConfig.read(environment()));
    assertEquals("far", read("{\"currentContext\": \"far\"}").currentContext());
    assertEquals("", read("{\"auths\": {}}").currentContext());
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
    return DockerConfig.read(environment());
  }

  private Map<String, String> environment() {
    return Map.of("DOCKER_CONFIG", folder.toString());
  }
}
