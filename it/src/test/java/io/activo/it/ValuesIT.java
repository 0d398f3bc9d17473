package io.activo.it;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that must not get into a deploy of the sample. */
class ValuesIT {
  @TempDir Path folder;

  @Test
  void anotherEnvironmentsDatabaseIsRefusedInProduction() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:plan", "-Denv=production")
        .with(Sample.PRODUCTION)
        .with("PROD_DB_URL", "postgresql://activo:p4ssw0rdOfStaging@db.staging:5432/activo")
        .fails()
        .doesNotSay("p4ssw0rdOfStaging")
        .isGolden("plan-production-guarded");
  }

  @Test
  void aLabelThatWouldBecomeANumberIsRefusedWithTheMend() throws IOException {
    Project.copy("activo-api", folder)
        .replace(
            "deploy/api/service.yml.tpl",
            "environment: \"${DEPLOYMENT_ENVIRONMENT}\"",
            "environment: ${DEPLOYMENT_ENVIRONMENT}")
        .mvn("activo:plan", "-Denv=local", "-Dactivo.var.DEPLOYMENT_ENVIRONMENT=1.10")
        .fails()
        .isGolden("plan-label-number");
  }

  @Test
  void aValueThatWouldAddAKeyIsRefused() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:plan", "-Denv=local", "-Dactivo.var.WEB_HOST_DOMAIN=a.example\n  b: c")
        .fails()
        .isGolden("plan-value-breaks");
  }

  @Test
  void aVariableUnsetInThreeTemplatesIsThreePlacesInOneError() throws IOException {
    Project project = Project.copy("activo-api", folder);
    for (String template : new String[] {"deployment", "service", "autoscaler"}) {
      project.replace(
          "deploy/api/" + template + ".yml.tpl",
          "    environment: ",
          "    team: \"${DEPLOYMENT_TEAM}\"\n    environment: ");
    }
    project.mvn("activo:plan", "-Denv=local").fails().isGolden("plan-unset-in-three");
  }

  @Test
  void aVariableThatNothingUsesIsAWarning() throws IOException {
    Project.copy("activo-api", folder)
        .replace("activo.yml", "      WEB_HOST_DOMAIN: activo.", "      WEB_HOST_DOMIAN: activo.")
        .mvn("activo:plan", "-Denv=local", "-Dactivo.var.WEB_HOST_DOMAIN=x.example")
        .succeeds()
        .isGolden("plan-unused");
  }

  @Test
  void theEnvFileIsShownWithoutSecrets() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:env-file", "-Denv=staging")
        .with(Sample.STAGING)
        .succeeds()
        .doesNotSay("p4ssw0rdOfStaging")
        .isGolden("env-file-staging");
  }
}
