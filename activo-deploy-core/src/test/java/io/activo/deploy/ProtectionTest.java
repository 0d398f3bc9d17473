package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are in no commit. */
class ProtectionTest {
  @TempDir private Path folder;

  private Project project(String environment) {
    Project project =
        new Project(folder)
            .file(
                "activo.yml",
                """
                app: web
                image: {repository: "registry.example/web"}
                environments: {it: {%s}}
                """
                    .formatted(environment))
            .file("Dockerfile", "FROM scratch\n");
    project.committed();
    return project.file("a", "").file("b", "");
  }

  @Test
  void filesThatDifferFromTheCommitAreNamed() {
    assertEquals(
        List.of("files differ from the commit: a, b; what is deployed is in no commit"),
        headlines(project("")));
  }

  @Test
  void ofManyTheFirstFiveAre() {
    Project project = project("").file("c", "").file("d", "").file("e", "").file("f", "");
    assertEquals(
        List.of(
            "files differ from the commit: a, b, c, d, e and 2 more; what is deployed is in no"
                + " commit"),
        headlines(project.file("g", "")));
  }

  @Test
  void aProtectedEnvironmentIsRefusedAtItsName() {
    project("protected: true")
        .isRefused(
            "activo.yml:3:16: files differ from the commit: a, b; commit them, or remove them: the"
                + " environment is protected");
  }

  private static List<String> headlines(Project project) {
    return project.plan().warnings().stream().map(Problem::headline).toList();
  }
}
