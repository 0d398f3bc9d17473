package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code activo:plan} on the sample. */
class PlanIT {
  @TempDir Path folder;

  @Test
  void printsEveryStep() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:plan", "-Denv=local")
        .succeeds()
        .isGolden("plan-local");
  }

  @Test
  void namesEveryMissingVariableAtOnce() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:plan", "-Denv=production")
        .fails()
        .isGolden("plan-production-unset");
  }

  @Test
  void needsNeitherAnEngineNorACluster() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:plan", "-Denv=production")
        .with(Sample.PRODUCTION)
        .with("DOCKER_HOST", "unix:///nowhere/docker.sock")
        .succeeds()
        .isGolden("plan-production");
  }

  @Test
  void changesNothing() throws IOException {
    Project project = Project.copy("activo-api", folder);
    Map<String, String> before = project.listing();
    project.mvn("activo:plan", "-Denv=local").succeeds();
    project.mvn("activo:plan", "-Denv=production").fails();
    assertEquals(before, project.listing());
  }

  @Test
  void saysWhereAKeyIsMisspeltAndWhichIsMeant() throws IOException {
    Project.copy("activo-api", folder)
        .replace("activo.yml", "  dockerfile:", "  dockerflie:")
        .replace("activo.yml", "  timeout: 10m", "  timeuot: 10m")
        .mvn("activo:plan", "-Denv=local")
        .fails()
        .isGolden("plan-misspelt");
  }
}
