package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small web application, deployed for real. */
class WebAppIT {
  /** What the description allows, in seconds. */
  private static final int TIMEOUT = 120;

  private static final String TOKEN = "t0kenOfTheWebApp";

  @TempDir Path folder;

  private Namespace namespace = Namespace.fresh();
  private Project project = new Project(Path.of(""));

  @BeforeAll
  static void requireServices() {
    Services.required(Services.DOCKER, Services.REGISTRY, Services.KUBERNETES);
  }

  @BeforeEach
  void makeProject() throws IOException {
    project = Project.copy("webapp", folder);
    Files.copy(Path.of("/bin/busybox"), project.folder().resolve("busybox"));
  }

  @AfterEach
  void removeNamespace() {
    namespace.close();
  }

  @Test
  void servesWhatWasDeployed() throws Exception {
    deploy().succeeds();
    page("/", "<h1>");
    assertEquals(
        """
        # Settings for tests; the deploy makes staging's of them.
        MODE=staging
        REDIS_URL=redis://redis.internal:6379/8
        NOTE=contesting stays as it is
        """,
        page("/env.txt", "MODE"));
    String image = namespace.field("deployment/web", ".spec.template.spec.containers[0].image");
    Matcher pinned = Pattern.compile("(.+:[0-9a-f]{40})@(sha256:[0-9a-f]{64})").matcher(image);
    assertTrue(pinned.matches(), image);
    assertEquals(Http.digest(pinned.group(1)), pinned.group(2));
    assertTrue(
        namespace
            .field("deployment/web", ".metadata.managedFields[*].manager")
            .contains("activo-deploy"));
  }

  @Test
  void bringsTheNextCommitAndLeavesAloneWhatDidNotChange() throws Exception {
    deploy().succeeds().isGolden("webapp-first");
    project.write("page/index.html", "the second page").commit();
    deploy().succeeds().isGolden("webapp-changed");
    assertEquals("the second page", page("/", "second"));
    String before = namespace.field("deployment/web", ".metadata.resourceVersion");
    deploy().succeeds().isGolden("webapp-unchanged");
    assertEquals(before, namespace.field("deployment/web", ".metadata.resourceVersion"));
  }

  @Test
  void saysWhyAContainerEnds() throws Exception {
    project
        .replace(
            "Dockerfile",
            "CMD [\"/bin/busybox\", \"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/www\"]",
            "CMD [\"/bin/busybox\", \"sh\", \"-c\", \"echo cannot reach the database; exit 3\"]")
        .commit();
    MavenOutput output = deploy().fails();
    Map<String, Object> wait = output.step("wait");
    assertEquals("failed", wait.get("outcome"));
    assertTrue(seconds(wait) < TIMEOUT, wait.toString());
    for (String part :
        List.of("Deployment web failed", "container web", "code 3", "cannot reach the database")) {
      output.says(part);
      assertTrue(wait.toString().contains(part), wait.toString());
    }
  }

  @Test
  void saysWhatIsAppliedWhenAnObjectIsRefused() throws Exception {
    project
        .replace(
            "deploy/web.yml.tpl",
            "spec:\n  selector:\n    app: web",
            "spec:\n  clusterIP: 192.0.2.1 # no cluster has it\n  selector:\n    app: web")
        .write("deploy/note.yml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: note}\n")
        .replace("activo.yml", "    - deploy/web", "    - deploy/note.yml\n    - deploy/web")
        .commit();
    deploy().fails().isGolden("webapp-refused");
    assertTrue(namespace.objects("configmap").contains("configmap/note"));
    assertEquals(List.of(), namespace.objects("service"));
    assertEquals(List.of(), namespace.objects("deployment"));
  }

  @Test
  void appliesNothingWhenTheRegistryIsDown() throws Exception {
    MavenOutput output = deploy().with("ACTIVO_IT_REGISTRY", "127.0.0.1:1").fails();
    for (String part :
        List.of("the push failed", "connection refused", "see whether 127.0.0.1:1 answers")) {
      output.says(part);
    }
    assertEquals("failed", output.step("push").get("outcome"));
    assertFalse(namespace.exists());
  }

  @Test
  void saysWhichEnginesWereTried() throws Exception {
    String nowhere = "unix://" + folder.toRealPath() + "/no/docker.sock";
    MavenOutput output = deploy().with("DOCKER_HOST", nowhere).fails();
    output
        .says("no Docker engine answers; start one")
        .says(nowhere + ", from DOCKER_HOST: no such socket");
    assertEquals("failed", output.step("build").get("outcome"));
    assertFalse(namespace.exists());
  }

  @Test
  void hidesSecretsEvenWhereMavenTellsEverything() throws Exception {
    project.write(".env", "API_TOKEN=" + TOKEN + "\nMODE=testing\n").commit();
    MavenOutput output = deploy("-X").succeeds();
    assertTrue(page("/env.txt", "MODE").contains(TOKEN));
    for (String secret : List.of(TOKEN, Namespace.token())) {
      output.doesNotSay(secret);
      project.built().forEach(file -> assertFalse(file.contains(secret), secret));
    }
  }

  private MavenRun deploy(String... options) throws IOException {
    Map<String, String> variables = new HashMap<>(Services.variables());
    variables.putAll(namespace.variables());
    String[] arguments = new String[options.length + 2];
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[0] = "activo:deploy";
    arguments[1] = "-Denv=it";
    return project.mvn(arguments).with(variables);
  }

  private String page(String path, String wanted) throws InterruptedException {
    String address = namespace.field("service/web", ".spec.clusterIP");
    return Http.page("http://" + address + path, text -> text.contains(wanted));
  }

  private static double seconds(Map<String, Object> step) {
    return ((Number) Objects.requireNonNull(step.get("seconds"))).doubleValue();
  }
}
