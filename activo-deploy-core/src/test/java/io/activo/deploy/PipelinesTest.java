package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of other teams, each as one description: {@code it/pipelines}. */
class PipelinesTest {
  @TempDir private Path parent;

  @TestFactory
  Stream<DynamicTest> everyPlanIsCompleteWithoutDockerOrACluster() {
    return Pipeline.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.toString(),
                    () ->
                        Golden.assertGolden(
                            "pipelines/" + name + ".txt",
                            Pipeline.copied(name, parent).printedPlan())));
  }

  @TestFactory
  Stream<DynamicTest> everyManifestIsByteForByteWhatTheRealCommandsMadeOfIt() {
    return Pipeline.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.toString(),
                    () -> {
                      Pipeline pipeline = Pipeline.copied(name, parent);
                      assertEquals(pipeline.expected(), pipeline.rendered());
                    }));
  }
}
