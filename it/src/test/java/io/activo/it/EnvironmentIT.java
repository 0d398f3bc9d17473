package io.activo.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which environment is meant. */
class EnvironmentIT {
  @TempDir Path folder;

  @Test
  void isChosenByTheBranch() throws IOException {
    sample()
        .branch("develop")
        .mvn("activo:plan", "-Dactivo.rehearse")
        .with(Sample.STAGING)
        .succeeds()
        .says("activo-api to staging");
  }

  @Test
  void isChosenByTheBranchThatTheCiNames() throws IOException {
    sample()
        .mvn("activo:plan", "-Dactivo.rehearse")
        .with(Sample.STAGING)
        .with(Map.of("CIRCLECI", "true", "CIRCLE_BRANCH", "develop"))
        .succeeds()
        .says("activo-api to staging")
        .says("(branch develop)");
  }

  @Test
  void isChosenByTheTagThatTheCiNames() throws IOException {
    sample()
        .mvn("activo:plan")
        .with(Sample.PRODUCTION)
        .with(Map.of("GITHUB_ACTIONS", "true", "GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "v1.2"))
        .succeeds()
        .says("activo-api to production")
        .says("(tag v1.2)");
  }

  @Test
  void isNotGuessedWhenNoBranchMatches() throws IOException {
    sample().branch("feature/x").mvn("activo:plan").fails().isGolden("plan-no-environment");
  }

  @Test
  void inThePomMayNotDifferFromTheOneTyped() throws IOException {
    Project project =
        sample()
            .replace(
                "pom.xml",
                "<version>0.1.0-SNAPSHOT</version>",
                "<version>0.1.0-SNAPSHOT</version><configuration><env>staging</env></configuration>");
    project
        .mvn("activo:plan", "-Denv=production")
        .with(Sample.PRODUCTION)
        .fails()
        .says("-Denv=production differs from <env>staging</env> in the POM");
    project
        .mvn("activo:plan", "-Dactivo.rehearse")
        .with(Sample.STAGING)
        .succeeds()
        .says("activo-api to staging");
  }

  private Project sample() throws IOException {
    return Project.copy("activo-api", folder);
  }
}
