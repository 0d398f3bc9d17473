package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildOutputTest {
  private static final String STEP = "{\"stream\":\"Step 1/1 : FROM scratch\\n\"}";

  /** docker-java's own, which keeps what its models do not name. */
  private static final ObjectMapper MAPPER =
      DefaultDockerClientConfig.createDefaultConfigBuilder().build().getObjectMapper();

  @TempDir Path folder;

  @Test
  void aBuildIsGoodWhenItsImageIsTold() throws Exception {
    assertEquals(
        Optional.empty(), failure(STEP, "{\"stream\":\"Successfully built 0123456789ab\\n\"}"));
    assertEquals(
        Optional.empty(), failure(STEP, "{\"stream\":\"Successfully built 0123456789ab\"}"));
  }

  @Test
  void theIdOfAnImageIsASignToo() throws Exception {
    String id = "{\"aux\":{\"ID\":\"sha256:0123456789ab\"}}";
    assertEquals(Optional.empty(), failure(STEP, id));
    String second = "{\"stream\":\"Step 2/2 : FROM scratch\\n\"}";
    assertTrue(what(STEP, id, second).endsWith(": the engine ended without an image"));
    assertTrue(
        what(STEP, id, "{\"aux\":{\"Digest\":\"sha256:0\"}}", second)
            .endsWith(": the engine ended without an image"));
  }

  @Test
  void keepsTheOutputWithoutColoursAndContainers() throws Exception {
    Problem problem =
        failure(
                STEP,
                "{\"stream\":\" ---> Running in f5ae9370e169\\n\"}",
                "{\"stream\":\"\\u001b[91merr\\n\\u001b[0m\"}",
                "{\"stream\":\" ---> Removed intermediate container f5ae9370e169\\n\"}",
                "{\"error\":\"no\"}")
            .orElseThrow();
    assertEquals(List.of("Step 1/1 : FROM scratch", "err"), problem.detail());
  }

  @Test
  void readsEitherFormOfAnError() throws Exception {
    String built = "{\"stream\":\"Successfully built 0123456789ab\\n\"}";
    assertTrue(what(STEP, "{\"error\":\"no space\"}", built).endsWith(": no space"));
    assertTrue(
        what(STEP, "{\"error\":\"old\",\"errorDetail\":{\"message\":\"new\"}}", built)
            .endsWith(": new"));
  }

  @Test
  void aStreamThatTellsNoImageIsAFailure() throws Exception {
    assertTrue(what(STEP).endsWith(": the engine ended without an image"));
    assertTrue(what().endsWith(": the engine ended without an image"));
  }

  private String what(String... items) throws Exception {
    return failure(items).map(Problem::what).orElseThrow();
  }

  private Optional<Problem> failure(String... items) throws Exception {
    Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    BuildContext context = new BuildContext(folder, dockerfile, Map.of());
    BuildOutput output =
        new BuildOutput(new ImageBuild(ImageReference.parse("a:1"), context), Progress.none());
    for (String item : items) {
      output.accept(MAPPER.readValue(item, BuildResponseItem.class));
    }
    return output.failure();
  }
}
