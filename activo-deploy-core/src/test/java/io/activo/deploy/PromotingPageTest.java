package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the site's page about promoting does what the page says. */
class PromotingPageTest {
  /** The commit on the page. */
  private static final String COMMIT = "1f2e3d4c5b6a79880123456789abcdef01234567";

  private static final String PRODUCTION = "production: {protected: true}";

  private final Page page = new Page("promoting.md");

  @TempDir private Path parent;

  @TestFactory
  Stream<DynamicTest> everyPlanIsPrintedAsThePageSays() {
    return page.blocks().stream()
        .filter(block -> block.kind().startsWith("plan:"))
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.kind(), () -> assertEquals(block.text(), printed(block.kind()))));
  }

  private String printed(String kind) throws IOException {
    List<String> words = List.of(kind.split(" ", -1));
    Project project = project(PRODUCTION).in(words.get(2));
    String commit = project.committed();
    if (words.get(1).equals("given")) {
      project.given(words.get(3));
    }
    DeployPlan plan =
        words.get(1).equals("promote") ? project.promoted(words.get(3)) : project.plan();
    return String.join("\n", PlanText.lines(plan)).replace(commit, COMMIT) + "\n";
  }

  @TestFactory
  Stream<DynamicTest> everyPromotionThatIsRefusedSaysWhy() {
    return page.tables().stream()
        .flatMap(table -> table.rows().stream())
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.toString(), () -> assertEquals(row.get(2), refused(row))));
  }

  private String refused(List<String> row) throws IOException {
    Project project = project(row.get(0)).in("production");
    project.committed();
    return assertThrows(DeployException.class, () -> project.promoted(row.get(1)))
        .problems()
        .get(0)
        .what();
  }

  private Project project(String production) throws IOException {
    String description =
        page.blocks().stream()
            .filter(block -> block.kind().equals("description:"))
            .findFirst()
            .orElseThrow()
            .text()
            .replace(PRODUCTION, production);
    return new Project(Files.createTempDirectory(parent, "example"))
        .file("Dockerfile", "FROM scratch\n")
        .file("activo.yml", description);
  }
}
