package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret is printed or written, not even where Maven tells everything that it does. */
class SecretsIT {
  private static final String TYPED = "t0kenTypedOnTheCommandLine";

  /** What stands in variables that are secret by their name, or as a password in a URL. */
  private static final List<String> SECRETS =
      List.of(
          "p4ssw0rdOfStaging",
          "p4ssw0rdOfRedis",
          "p4ssw0rdOfMail",
          "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC");

  private static final Map<String, String> VARIABLES =
      Map.of(
          "REDIS_URL", "redis://:p4ssw0rdOfRedis@redis.staging:6379/7",
          "MAIL_PASSWORD", "p4ssw0rdOfMail",
          "SERVICE_ACCOUNT",
              "{\"type\":\"service_account\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n"
                  + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n-----END PRIVATE KEY-----\\n\"}");

  @TempDir Path folder;

  @Test
  void areNotInAPlan() throws IOException {
    hides(run("activo:plan"));
  }

  @Test
  void areNotInADeployNorItsReport() throws IOException {
    MavenOutput output = run("activo:deploy");
    hides(output);
    for (String file : new Project(output.folder()).built()) {
      SECRETS.forEach(secret -> assertFalse(file.contains(secret), secret));
      assertFalse(file.contains(TYPED), TYPED);
    }
  }

  @Test
  void areNotInAProblem() throws IOException {
    MavenOutput output =
        project()
            .replace("activo.yml", "  namespace: default", "  namespace: $" + "{X_TOKEN}")
            .mvn("activo:plan", "-X", "-Denv=staging", "-Dactivo.var.X_TOKEN=" + TYPED)
            .with(Sample.STAGING)
            .with(VARIABLES)
            .fails();
    hides(output.says("'namespace' is '***', but must be a DNS label"));
  }

  private MavenOutput run(String goal) throws IOException {
    return project()
        .mvn(goal, "-X", "-Denv=staging", "-Dactivo.rehearse", "-Dactivo.var.X_TOKEN=" + TYPED)
        .with(Sample.STAGING)
        .with(VARIABLES)
        .succeeds();
  }

  /** The sample, which now also puts the secrets into what it applies. */
  private Project project() throws IOException {
    return Project.copy("activo-api", folder)
        .replace(
            "deploy/api/deployment.yml.tpl",
            "          env:\n",
            """
                      env:
                        - name: TOKEN
                          value: "$X_TOKEN"
                        - name: SERVICE_ACCOUNT
                          value: '$SERVICE_ACCOUNT'
            """)
        .commit();
  }

  private static void hides(MavenOutput output) {
    SECRETS.forEach(output::doesNotSay);
    output.doesNotSay(TYPED);
  }
}
