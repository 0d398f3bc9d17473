package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that go from environment to environment and from registry to registry without an engine;
 * production's registry wants a password.
 */
class PromoteIT {
  private static final String NOWHERE = "unix:///nowhere/docker.sock";

  private static final String TWO_ENVIRONMENTS =
      """
      app: promoted
      registries: {"%3$s": {username: %4$s, password: {variable: IT_PASSWORD}}}
      environments:
        staging: {image: {repository: "%1$s/%2$s"}}
        production: {image: {repository: "%3$s/%2$s"}}
      """;

  private static final String ONE_ENVIRONMENT =
      """
      app: promoted
      image: {repository: "%s/%s", %s}
      environments: {it: {}}
      """;

  private final String name = "promote-" + UUID.randomUUID();

  @TempDir Path folder;

  @BeforeAll
  static void requireServices() {
    Services.required(Services.DOCKER, Services.REGISTRY, Services.REGISTRY_AUTH);
  }

  @Test
  void takesTheSameDigestToAnotherRegistryWithoutAnEngine() throws Exception {
    Project project = project(twoEnvironments(""));
    String staged = push(project, "staging").pushed();
    MavenOutput output =
        withoutEngine(project, "activo:promote", "-Dactivo.from=staging", "-Denv=production")
            .succeeds();
    String promoted = staged.replace(Services.REGISTRY.value(), Services.REGISTRY_AUTH.value());
    assertEquals(digest(staged), Http.digest(tagged(promoted)));
    assertEquals(promoted, output.image().get("image"));
    assertEquals("pushed", output.image().get("change"));
  }

  @Test
  void isWhatADeployDoesWhereEnvironmentsShareAnImage() throws Exception {
    Project project = project(twoEnvironments(""));
    String staged = push(project, "staging").pushed();
    MavenOutput first =
        withoutEngine(project, "activo:deploy", "-Denv=production")
            .succeeds()
            .says("copied from staging");
    assertEquals(digest(staged), digest(String.valueOf(first.image().get("image"))));
    MavenOutput second = withoutEngine(project, "activo:deploy", "-Denv=production").succeeds();
    assertEquals("already there", second.image().get("change"));
    assertEquals("skipped", second.step("build").get("outcome"));
  }

  @Test
  void isRefusedWhereAnEnvFileIsInTheImage() throws Exception {
    Project project = project(twoEnvironments("env-file: {from: .env}\n"));
    withoutEngine(project, "activo:promote", "-Dactivo.from=staging", "-Denv=production")
        .fails()
        .says("-Dactivo.from: the env-file of this environment would not be in the image")
        .says("build it here, or say that it takes none by 'env-file: ~' in the image");
  }

  @Test
  void movesFurtherTags() throws Exception {
    Project project = project(oneEnvironment("tags: [\"${ACTIVO_BRANCH}\"]"));
    String first = push(project, "it").says("tag main: pushed").pushed();
    project.write("page/index.html", "the second").commit();
    String moved = "tag moved from " + digest(first);
    MavenOutput output = push(project, "it").says("tag main: " + moved);
    assertEquals(
        digest(output.pushed()), Http.digest(tagged(first).replaceFirst("[^:]*$", "main")));
    assertTrue(output.report().toString().contains(moved), output.report().toString());
  }

  @Test
  void buildsOnlyWhatIsMissing() throws Exception {
    Project project = project(oneEnvironment("build: missing"));
    String built = push(project, "it").says(" is not there").pushed();
    MavenOutput again = withoutEngine(project, "activo:push", "-Denv=it").succeeds();
    assertEquals(
        Map.of("image", built, "change", "already there"), again.image(), () -> again.text());
  }

  @Test
  void neverBuildsWhereThatIsAskedFor() throws Exception {
    Project project = project(oneEnvironment("tag: kept, build: never"));
    withoutEngine(project, "activo:push", "-Denv=it")
        .fails()
        .says("the registry has no such image");
    String built = push(project.replace("activo.yml", "never", "always").commit(), "it").pushed();
    project.replace("activo.yml", "always", "never").commit();
    MavenOutput found = withoutEngine(project, "activo:push", "-Denv=it").succeeds();
    assertEquals(Map.of("image", built, "change", "already there"), found.image());
  }

  private Project project(String description) throws IOException {
    return Project.copy("webapp", folder)
        .write("Dockerfile", "FROM scratch\nCOPY page/ /www/\n")
        .write("page/unique.txt", name)
        .write("activo.yml", description)
        .commit();
  }

  private String twoEnvironments(String more) {
    return more
        + TWO_ENVIRONMENTS.formatted(
            Services.REGISTRY.value(), name, Services.REGISTRY_AUTH.value(), Services.user());
  }

  private String oneEnvironment(String keys) {
    return ONE_ENVIRONMENT.formatted(Services.REGISTRY.value(), name, keys);
  }

  private static MavenOutput push(Project project, String environment) {
    return run(project, "activo:push", "-Denv=" + environment)
        .with("DOCKER_HOST", Services.DOCKER.value())
        .succeeds();
  }

  private static MavenRun withoutEngine(Project project, String... arguments) {
    return run(project, arguments).with("DOCKER_HOST", NOWHERE);
  }

  private static MavenRun run(Project project, String... arguments) {
    return project.mvn(arguments).with("IT_PASSWORD", Services.password());
  }

  private static String digest(String image) {
    return image.substring(image.indexOf('@') + 1);
  }

  private static String tagged(String image) {
    return image.substring(0, image.indexOf('@'));
  }
}
