package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which image a real cluster is told to run: exactly the one that the registry has. */
class DeployedImagesIT {
  private static final String CONTAINER = ".template.spec.containers[0].image";

  /** Each kind that runs the image, beside the sample's own Deployment. */
  private static final String JOBS =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly}
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                initContainers:
                  - {name: before, image: "${ACTIVO_IMAGE}", command: [/bin/busybox, "true"]}
                containers:
                  - {name: main, image: "${ACTIVO_IMAGE}", command: [/bin/busybox, "true"]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: once}
      spec:
        template:
          spec:
            restartPolicy: Never
            initContainers:
              - {name: before, image: "${ACTIVO_IMAGE}", command: [/bin/busybox, "true"]}
            containers:
              - {name: main, image: "${ACTIVO_IMAGE}", command: [/bin/busybox, "true"]}
      """;

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
  void isTheOneThatIsGivenAndNothingIsBuilt() throws Exception {
    String pushed = run("activo:push", "-Denv=it").succeeds().pushed();
    project.write("page/index.html", "never built").commit();
    MavenOutput output =
        run("activo:deploy", "-Denv=it", "-Dactivo.image=" + pushed)
            .with("DOCKER_HOST", "unix:///nowhere/docker.sock")
            .succeeds();
    assertEquals(pushed, namespace.field("deployment/web", ".spec" + CONTAINER));
    assertEquals(pushed, output.image().get("image"));
  }

  @Test
  void isHeldToItsDigestInEveryKind() throws Exception {
    project
        .write("deploy/jobs.yml.tpl", JOBS)
        .replace("activo.yml", "    - deploy/web", "    - deploy/jobs.yml.tpl\n    - deploy/web")
        .commit();
    String pushed = run("activo:deploy", "-Denv=it").succeeds().pushed();
    assertTrue(pushed.matches(".+:[0-9a-f]{40}@sha256:[0-9a-f]{64}"), pushed);
    assertEquals(pushed, namespace.field("deployment/web", ".spec" + CONTAINER));
    assertEquals(pushed, namespace.field("job/once", ".spec" + CONTAINER));
    assertEquals(pushed, namespace.field("job/once", ".spec" + before()));
    assertEquals(pushed, namespace.field("cronjob/nightly", ".spec.jobTemplate.spec" + CONTAINER));
    assertEquals(pushed, namespace.field("cronjob/nightly", ".spec.jobTemplate.spec" + before()));
  }

  private static String before() {
    return CONTAINER.replace("containers", "initContainers");
  }

  private MavenRun run(String... arguments) throws IOException {
    Map<String, String> variables = new HashMap<>(Services.variables());
    variables.putAll(namespace.variables());
    return project.mvn(arguments).with(variables);
  }
}
