package io.activo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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

  @Test
  void gnuGivesWhatEnvsubstGaveAndSaysWhatItBlanked() {
    Pipeline gnu =
        of("gatherings", "production")
            .changed("activo.yml", "passthrough: [CHILD_PID]  ", "dialect: gnu  ");
    String job = "kubernetes/migrate-job.yml";
    assertEquals(gnu.asBefore(job), gnu.rendered().get(job));
    gnu.isWarnedOf(
        job
            + ":40:20: $CHILD_PID is not set and becomes empty; set it, or name it in"
            + " templates.passthrough",
        "                  kill $CHILD_PID",
        "                       ^");
  }

  @Test
  void onlyWhatIsSetIsReplacedWhereTheDescriptionSaysSo() {
    Pipeline declared =
        of("greeter", "production")
            .without("KUBE_TEAM")
            .changed("activo.yml", "templates:\n", "templates:\n  substitute: declared\n")
            .changed("activo.yml", "  IMAGE: $", "  CI_JOB_ID: ${CI_JOB_ID_OF_CI}\n  IMAGE: $")
            .with("CI_JOB_ID_OF_CI", "9007199254740993");
    String service = "kubernetes/service.yaml";
    assertEquals(declared.asBefore(service), declared.rendered().get(service));
  }

  /** The old way renamed words of the text, and undid that where it was too much. */
  @Test
  void aSuffixRenamesWhatChainedSedsRenamed() {
    Pipeline domains =
        of("domains", "sandbox").changed("activo.yml", "restart: always", "restart: never");
    String old = domains.asBefore("kubernetes/backend.yaml");
    for (Manifest renamed : Manifests.read("backend.yaml", old.getBytes(UTF_8))) {
      assertEquals(
          renamed.inNamespace("default").content(),
          domains.object(renamed.ref().kind(), renamed.ref().name()).content());
    }
  }

  @Test
  void whatTheCiSetsStandsAboveADefault() {
    LiveObject web =
        of("greeter", "staging").with("SCALE_MIN", "5").object("Deployment", "greeter-staging");
    assertEquals(5, web.number("spec", "replicas").orElseThrow());
  }

  @Test
  void variablesWithAPrefixBecomeASecret() {
    LiveObject secret = of("greeter", "staging").object("Secret", "greeter-secrets");
    assertEquals(Set.of("API_KEY", "DATABASE_URL"), secret.object("data").content().keySet());
  }

  @Test
  void aContainerWithoutAPlaceholderGetsItsImageAndThePullSecret() {
    LiveObject pod =
        of("tickets", "staging").object("Deployment", "tickets").object("spec", "template", "spec");
    assertEquals(
        "lanterns/tickets:aa11bb22cc33dd44ee55ff6600778899aabbccdd",
        pod.objects("containers").get(0).text("image"));
    assertEquals("docker-hub", pod.objects("imagePullSecrets").get(0).text("name"));
  }

  @Test
  void valuesThatSedCannotTakeArriveAsTheyAre() {
    String address = "mongodb://shop:a&b@mongo/shop";
    String key = "-----BEGIN KEY-----\nbm90IGE=\n-----END KEY-----\n";
    Pipeline storefront =
        of("storefront", "staging")
            .changed("activo.yml", "\"_{}_\"}", "\"_{}_\", quote: auto}")
            .with("MONGODB_STAGING", address)
            .with("SIGNING_KEY_STAGING", key);
    LiveObject secret = storefront.object("Secret", "shop").object("stringData");
    assertEquals(Map.of("mongodb", address, "signing-key", key), secret.content());
  }

  @Test
  void theBranchChoosesTheEnvironment() {
    Map<String, String> environments =
        Map.of("master", "production", "hotfix-7", "production", "feature/lamp", "staging");
    environments.forEach(
        (branch, environment) ->
            assertEquals(
                environment,
                of("tickets", "production").onBranch(branch).plan().subject().environment()));
  }

  private Pipeline of(String pipeline, String environment) {
    return Pipeline.copied(new Pipeline.Name(pipeline, environment), parent);
  }
}
