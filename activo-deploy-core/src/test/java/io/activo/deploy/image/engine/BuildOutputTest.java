package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildOutputTest {
  private static final String STEP = "{\"stream\":\"Step 1/1 : FROM scratch\\n\"}";

  @TempDir Path folder;

  @Test
  void aBuildIsGoodWhenItsImageIsTold() throws Exception {
    assertEquals(
        Optional.empty(), failure(STEP, "{\"stream\":\"Successfully built 0123456789ab\\n\"}"));
    assertEquals(
        Optional.empty(), failure(STEP, "{\"stream\":\"Successfully built 0123456789ab\"}"));
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
      output.accept(new ObjectMapper().readValue(item, BuildResponseItem.class));
    }
    return output.failure();
  }
}
