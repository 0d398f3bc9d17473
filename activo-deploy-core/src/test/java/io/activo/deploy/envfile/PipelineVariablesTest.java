package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineVariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/bin",
          "CIRCLE_SHA1", "abc",
          "CIRCLE_TOKEN", "t",
          "BASH_FUNC_x%%", "() {\n}",
          "FLASK_ENV", "testing",
          "SECRET_KEY", "k");

  @Test
  void leavesOutWhatIsThePipelinesOwn() {
    assertEquals(Set.of("FLASK_ENV", "SECRET_KEY"), taken(List.of(), List.of()));
    assertEquals(Set.of("FLASK_ENV", "SECRET_KEY"), taken(List.of("*"), List.of()));
  }

  @Test
  void bringsBackOnPurposeWhatIsIncluded() {
    assertEquals(Set.of("CIRCLE_SHA1"), taken(List.of("CIRCLE_SHA1"), List.of()));
    assertEquals(
        Set.of("FLASK_ENV", "SECRET_KEY", "CIRCLE_SHA1"),
        taken(List.of("*", "CIRCLE_*"), List.of("*_TOKEN")));
  }

  @Test
  void excludesWhateverIncludeSays() {
    assertEquals(Set.of("FLASK_ENV"), taken(List.of("SECRET_KEY", "*"), List.of("SECRET*")));
  }

  @Test
  void knowsTheOwners() {
    assertEquals(Optional.of("CircleCI"), PipelineVariables.ownerOf("CIRCLE_BRANCH"));
    assertEquals(Optional.of("the machine's language"), PipelineVariables.ownerOf("LC_ALL"));
    for (String own : List.of("DATABASE_URI", "REDIS_URL", "PORT", "CIRCUIT", "MY_PATH", "_X")) {
      assertEquals(Optional.empty(), PipelineVariables.ownerOf(own), own);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GCLOUD_SERVICE_KEY",
        "GCLOUD_ACTIVO_PROJECT",
        "GOOGLE_CREDENTIALS",
        "GCP_SA_KEY",
        "GOOGLE_APPLICATION_CREDENTIALS",
        "SERVICE_ACCOUNT",
        "CLOUDSDK_CONFIG",
        "DOCKERHUB_PASSWORD",
        "DOCKER_AUTH_CONFIG",
        "REGISTRY_USERNAME",
        "REGISTRY_PASSWORD",
        "REGISTRY_TOKEN",
        "CI_REGISTRY_PASSWORD",
        "MY_REGISTRY_PASSWORD",
        "GHCR_TOKEN",
        "GCR_KEY",
        "CR_PAT",
        "HEROKU_API_KEY",
        "SLACK_WEBHOOK_URL",
        "CIRCLE_TOKEN",
        "GITHUB_TOKEN",
        "GITLAB_CI",
        "TRAVIS_BRANCH",
        "BUILDKITE_AGENT_ACCESS_TOKEN",
        "BITBUCKET_COMMIT",
        "BUILD_NUMBER",
        "JOB_NAME",
        "WORKSPACE",
        "BUILD_SOURCEBRANCH",
        "SYSTEM_ACCESSTOKEN",
        "TF_BUILD",
        "AGENT_BUILDDIRECTORY",
        "DRONE_COMMIT",
        "ACTIVO_IT_KUBECONFIG",
        "KUBECONFIG",
        "PATH",
        "HOME",
        "SHELL",
        "LC_ALL",
        "SSH_AUTH_SOCK",
        "CODECOV_TOKEN"
      })
  void knowsWhatIsThePipelines(String name) {
    assertTrue(PipelineVariables.ownerOf(name).isPresent(), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "PORT",
        "DATABASE_URL",
        "DATABASE_URI",
        "REDIS_URL",
        "SENTRY_DSN",
        "SECRET_KEY",
        "FLASK_ENV",
        "NODE_ENV",
        "GOOGLE_CLIENT_ID",
        "GOOGLE_CLIENT_SECRET",
        "GOOGLE_CLOUD_PROJECT",
        "MAIL_SERVER",
        "MAIL_PASSWORD",
        "TZ",
        "BUILD_VERSION",
        "SYSTEM_EMAIL",
        "AGENT_URL",
        "GIT_COMMIT",
        "JOB_QUEUE",
        "REGISTRY_URL",
        "FF_NEW_UI",
        "WORKSPACES",
        "HOST",
        "API_TOKEN",
        "NODE_OPTIONS",
        "CIRCUIT"
      })
  void leavesWhatAnApplicationReads(String name) {
    assertEquals(Optional.empty(), PipelineVariables.ownerOf(name), name);
  }

  @Test
  void warnsByKeyOfPrivateKeys() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEow==\\n-----END RSA PRIVATE KEY-----";
    String json =
        "{\"type\": \"service_account\", \"private_key_id\": \"x\", \"client\": \"abcdefghijkl\"}";
    String openssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE\n";
    String text =
        String.join(
            "\n",
            "PLAIN=" + "YWJj".repeat(40),
            "CERT=-----BEGIN CERTIFICATE-----",
            "PEM=" + pem,
            "JSON=" + json,
            "JSON_64=" + Base64.getEncoder().encodeToString(json.getBytes(UTF_8)),
            "SSH_64="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(openssh.getBytes(UTF_8)));
    assertEquals(
        """
        .env:3:5: 'PEM' looks like a private key, and goes into the image; leave it out with 'exclude', unless the application itself needs it
        .env:4:6: 'JSON' looks like a private key, and goes into the image; leave it out with 'exclude', unless the application itself needs it
        .env:5:9: 'JSON_64' looks like a private key, and goes into the image; leave it out with 'exclude', unless the application itself needs it
        .env:6:8: 'SSH_64' looks like a private key, and goes into the image; leave it out with 'exclude', unless the application itself needs it""",
        PrivateKeys.warnings(EnvFile.parse(".env", text.getBytes(UTF_8))).stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n")));
    EnvFile multiline =
        EnvFile.parse(".env", ("K='" + openssh + "'").getBytes(UTF_8), EnvFileDialect.COMPOSE);
    assertEquals(1, PrivateKeys.warnings(multiline).size());
  }

  private static Set<String> taken(List<String> include, List<String> exclude) {
    return PipelineVariables.application(ENVIRONMENT, new KeyPatterns(include, exclude)).keySet();
  }
}
