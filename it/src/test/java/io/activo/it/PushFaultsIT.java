package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.it.FaultyRegistry.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push through a registry that fails: pushed in the end, or a clear error. */
class PushFaultsIT {
  private static final String DESCRIPTION =
      """
      app: faults
      image: {repository: "%s"}
      environments: {it: {}}
      """;

  /** Five layers, all of them new at each run, so that each is uploaded. */
  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY one /one
      COPY two /two
      COPY three /three
      COPY four /four
      COPY five /five
      """;

  private final String repository = "faults-" + UUID.randomUUID();

  @TempDir Path folder;

  @BeforeAll
  static void requireServices() {
    Services.required(Services.DOCKER, Services.REGISTRY);
  }

  @Test
  void outlivesAnErrorOfTheServer() throws Exception {
    pushesInTheEnd(FaultyRegistry.answers(500, "UNKNOWN", "Retry-After: 0"));
  }

  @Test
  void outlivesTooManyRequests() throws Exception {
    pushesInTheEnd(FaultyRegistry.answers(429, "TOOMANYREQUESTS", "Retry-After: 1"));
  }

  @Test
  void outlivesAReset() throws Exception {
    pushesInTheEnd(FaultyRegistry.resets());
  }

  @Test
  void waitsForASlowRegistry() throws Exception {
    pushesInTheEnd(FaultyRegistry.stalls());
  }

  @Test
  void isNotDoneWhenAccessEndsInTheMiddle() throws Exception {
    Fault expired =
        FaultyRegistry.answers(401, "UNAUTHORIZED", "Www-Authenticate: Basic realm=\"tests\"");
    try (FaultyRegistry registry = new FaultyRegistry(real(), upload -> upload >= 3, expired)) {
      MavenOutput output = deploy(registry).fails();
      assertEquals("failed", output.step("push").get("outcome"));
      output.says("the push failed").says("auth");
      assertEquals(404, Http.status("http://" + real() + "/v2/" + repository + "/tags/list"));
    }
  }

  private void pushesInTheEnd(Fault fault) throws Exception {
    try (FaultyRegistry registry = new FaultyRegistry(real(), upload -> upload == 3, fault)) {
      MavenOutput output = deploy(registry).succeeds();
      assertTrue(registry.uploads() >= 5, "no upload met the fault");
      String image = output.pushed();
      String digest = image.substring(image.indexOf('@') + 1);
      String manifest = "http://" + real() + "/v2/" + repository + "/manifests/" + digest;
      assertEquals(200, Http.status(manifest));
    }
  }

  private MavenRun deploy(FaultyRegistry registry) throws Exception {
    Project project = Project.copy("webapp", folder).write("Dockerfile", DOCKERFILE);
    for (String file : List.of("one", "two", "three", "four", "five")) {
      project.write(file, (file + UUID.randomUUID()).repeat(10_000));
    }
    return project
        .write("activo.yml", DESCRIPTION.formatted(registry.address() + "/" + repository))
        .commit()
        .mvn("activo:deploy", "-Denv=it")
        .with("DOCKER_HOST", Services.DOCKER.value());
  }

  private static String real() {
    return Services.REGISTRY.value();
  }
}
