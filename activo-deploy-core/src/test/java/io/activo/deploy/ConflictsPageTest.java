package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.DiffText;
import io.activo.deploy.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the site's page about conflicts says, on a real cluster. */
class ConflictsPageTest {
  private final Page page = new Page("conflicts.md");
  @RegisterExtension private final RealCluster real = new RealCluster("conflicts");

  @TempDir private Path folder;

  @BeforeEach
  void writeByTwoParties() throws Exception {
    Path config = folder.resolve("config.yml");
    Files.writeString(config, page.text("formerly:"));
    real.kubectl("apply", "-f", config.toString());
    Files.writeString(folder.resolve("web.yml"), page.text("web:"));
    List<String> lines = new ArrayList<>();
    DeployPlan plan = project("fail", "web.yml").applied();
    assertEquals(true, Project.deploy(plan, lines).succeeded(), lines::toString);
    real.kubectl("set", "image", "deployment/web", "web=web:9");
    real.kubectl("scale", "deployment/web", "--replicas=3");
  }

  private Project project(String conflicts, String manifests) throws Exception {
    return new Project(folder)
        .with("CLUSTER", Files.readString(real.kubeconfig()))
        .file("config.yml", page.text("config:"))
        .file(
            "activo.yml",
            """
            app: web
            kubernetes:
              cluster: {kubeconfig: {variable: CLUSTER}}
              namespace: NAMESPACE
              manifests: [MANIFESTS]
              conflicts: CONFLICTS
            environments: {it: {}}
            """
                .replace("NAMESPACE", real.namespace())
                .replace("MANIFESTS", manifests)
                .replace("CONFLICTS", conflicts));
  }

  private List<String> said(String conflicts, String manifests) throws Exception {
    DeployPlan plan = project(conflicts, manifests).applied();
    Comparison comparison = plan.contents().comparison().orElseThrow();
    return DiffText.lines(comparison.asPushed(Progress.none()).diff(), false);
  }

  private static String block(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "2026-11-25T08:30:00Z"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void everythingIsSaidAsOnThePage() throws Exception {
    page.blockIs("conflict:", block(said("fail", "web.yml")));
    page.blockIs("taken:", block(said("fail", "config.yml")));
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    for (List<String> row : page.rows("choices:")) {
      expected.append(row.get(0)).append(" | ").append(row.get(1)).append('\n');
      String remarks = remarks(said(row.get(0), "web.yml"));
      actual.append(row.get(0)).append(" | ").append(remarks).append('\n');
    }
    assertEquals(expected.toString(), actual.toString());
  }

  /** What is taken and what is left, or that the object is refused. */
  private static String remarks(List<String> lines) {
    return lines.get(0).startsWith("!")
        ? lines.get(1).strip().replaceAll(";.*", "")
        : lines.stream()
            .filter(line -> line.matches(".* (taken from|left to) .*"))
            .map(String::strip)
            .collect(Collectors.joining(", "));
  }
}
