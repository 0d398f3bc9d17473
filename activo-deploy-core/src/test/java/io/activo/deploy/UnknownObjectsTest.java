package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of a description that name objects or kinds which the release does not have. */
class UnknownObjectsTest {
  private static final String RELEASE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: app, image: 'none:1'}]
      """;

  @TempDir private Path folder;

  private List<String> warnings(String more) {
    return new Project(folder)
            .file("web.yml", RELEASE)
            .file(
                "activo.yml",
                """
                app: web
                kubernetes:
                  cluster: rehearsal
                  manifests: [web.yml]
                  %s
                environments: {it: {}}
                """
                    .formatted(more))
            .plan()
            .warnings()
            .stream()
            .map(Problem::headline)
            .toList();
  }

  private static String conflict(String object, String fix) {
    return "activo.yml:5:15: 'conflicts' names "
        + object
        + ", which the release does not have; "
        + fix;
  }

  @Test
  void aRuleForAnObjectThatIsNotThereIsToldWithTheNearest() {
    assertEquals(
        List.of(conflict("ConfigMap/setting", "did you mean 'ConfigMap/settings'?")),
        warnings("conflicts: {ConfigMap/setting: take}"));
    assertEquals(
        List.of(conflict("Configmap/settings", "did you mean 'ConfigMap/settings'?")),
        warnings("conflicts: {Configmap/settings/data.MODE: leave}"));
    assertEquals(
        List.of(conflict("job/migrate", "did you mean 'Job/migrate'?")),
        warnings("conflicts: {job/migrate: take}"));
    assertEquals(
        List.of(conflict("CronJob/migrate", "did you mean 'Job/migrate'?")),
        warnings("conflicts: {CronJob/migrate: take}"));
    assertEquals(
        List.of(
            conflict("Service/web", "write KIND/NAME of an object of the release, or remove it")),
        warnings("conflicts: {Service/web: take}"));
  }

  @Test
  void ofFieldsNothingIsTold() {
    assertEquals(
        List.of(),
        warnings(
            "conflicts: {ConfigMap/settings/data.NONE: take, spec.replicas: leave,"
                + " metadata.annotations.example.org/team: leave}"));
    assertEquals(List.of(), warnings("conflicts: take"));
  }

  @Test
  void aKindOfNoObjectIsTold() {
    assertEquals(List.of(), warnings("recreate: [Job]"));
    assertEquals(
        List.of(
            "activo.yml:5:14: 'recreate' names CronJob, and the release has no object of that kind;"
                + " remove it"),
        warnings("recreate: [CronJob]"));
  }

  @Test
  void anAcceptanceForAnObjectThatIsNotThereIsToldOnceWithTheNearest() {
    assertEquals(
        List.of(
            "activo.yml:5:12: 'accept' names Job/migrates, which the release does not have; did you"
                + " mean 'Job/migrate'?"),
        warnings("accept: [latest-tag Job/migrates]"));
    assertEquals(
        List.of("activo.yml:5:12: 'latest-tag Job/migrate' accepts nothing; remove it"),
        warnings("accept: [latest-tag Job/migrate]"));
  }

  @Test
  void whatNamesNoObjectIsRefusedAsSuch() {
    DeployException refused =
        assertThrows(DeployException.class, () -> warnings("accept: [latest-tag Job]"));
    assertEquals(
        List.of("'latest-tag Job' accepts no finding"),
        refused.problems().stream().map(Problem::what).toList());
  }
}
