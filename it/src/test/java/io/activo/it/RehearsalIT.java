package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code activo:deploy} on the sample, where nothing leaves the machine. */
class RehearsalIT {
  @TempDir Path folder;

  @Test
  void runsEveryStepWithNothingSet() throws IOException {
    MavenOutput output =
        Project.copy("activo-api", folder).mvn("activo:deploy", "-Denv=local").succeeds();
    output.isGolden("deploy-local");
    assertEquals("succeeded", output.report().get("outcome"));
    assertEquals(true, output.report().get("rehearsal"));
  }

  @Test
  void ofAProtectedEnvironmentOnlyWarnsOfADirtyTree() throws IOException {
    Project.copy("activo-api", folder)
        .write("notes.txt", "not committed")
        .mvn("activo:deploy", "-Denv=production", "-Dactivo.rehearse")
        .with(Sample.PRODUCTION)
        .succeeds()
        .isGolden("deploy-production-rehearsed");
  }
}
