package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was planned is exactly what runs, or nothing is. */
class SavedPlanIT {
  private static final String TOKEN = "t0kenOfThePlan";

  @TempDir Path folder;

  private final Namespace namespace = Namespace.fresh();
  private Project project = new Project(Path.of(""));

  @BeforeAll
  static void requireServices() {
    Services.required(Services.DOCKER, Services.REGISTRY, Services.KUBERNETES);
  }

  @BeforeEach
  void makeProject() throws IOException {
    project = Project.copy("webapp", folder);
    Files.copy(Path.of("/bin/busybox"), project.folder().resolve("busybox"));
    project.write(".env", "API_TOKEN=" + TOKEN + "\nMODE=testing\n").commit();
  }

  @AfterEach
  void removeNamespace() {
    namespace.close();
  }

  @Test
  void runsUntilTheClusterOrAManifestIsAnother() throws Exception {
    plan();
    deploy().succeeds();
    plan();
    namespace.kubectl(
        "patch", "service/web", "--patch", "{\"spec\": {\"sessionAffinity\": \"ClientIP\"}}");
    String service = namespace.field("service/web", ".metadata.resourceVersion");
    deploy()
        .fails()
        .says("Service web in namespace " + namespace.name() + " has changed in the cluster since")
        .doesNotSay("Deployment web in namespace");

    plan();
    project.replace("deploy/web.yml.tpl", "replicas: 1", "replicas: 2").commit();
    deploy()
        .fails()
        .says("Deployment web in namespace " + namespace.name() + " differs from the saved plan")
        .doesNotSay("Service web in namespace");
    assertEquals(service, namespace.field("service/web", ".metadata.resourceVersion"));
    assertEquals("1", namespace.field("deployment/web", ".spec.replicas"));
  }

  /** Saves a plan, in which no secret may be. */
  private void plan() throws IOException {
    run("activo:plan", "-Dactivo.plan.out=" + saved()).succeeds().says("plan in ");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(saved())));
    String plan = Files.readString(saved());
    assertFalse(plan.contains(TOKEN), plan);
    assertFalse(plan.contains(Namespace.token()), "the cluster's token is told");
  }

  private MavenRun deploy() throws IOException {
    return run("activo:deploy", "-Dactivo.plan.in=" + saved());
  }

  private Path saved() {
    return folder.resolve("plan.json");
  }

  private MavenRun run(String... arguments) throws IOException {
    Map<String, String> variables = new HashMap<>(Services.variables());
    variables.putAll(namespace.variables());
    return project.mvn(arguments).withArgument("-Denv=it").with(variables);
  }
}
