package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.DiffText;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.secret.KeyedDigest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the site's page about applying says is so. */
class ApplyingPageTest {
  private static final String OTHERS = "all other kinds of Kubernetes";
  private static final String CUSTOM = "all kinds of others";

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: staging, cluster: {server: 'https://staging.example.com'}}]
      users: [{name: ci, user: {token: t}}]
      contexts: [{name: staging, context: {cluster: staging, user: ci}}]
      """;

  private final Page page = new Page("applying.md");
  private final RehearsalCluster cluster = new RehearsalCluster();

  @TempDir private Path folder;

  @Test
  void theWavesAreThoseOfThePage() {
    List<Set<String>> waves = waves();
    List<Manifest> objects = waves.stream().flatMap(Set::stream).map(kind -> object(kind)).toList();
    List<Manifest> mixed = new ArrayList<>(objects);
    Collections.shuffle(mixed, new Random(7));
    assertEquals(
        waves,
        ApplyOrder.waves(mixed).stream()
            .map(
                wave ->
                    wave.stream()
                        .map(one -> one.ref().kind())
                        .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
            .toList());
  }

  /** The rows; the kinds that the page does not name stand where it names all others. */
  private List<Set<String>> waves() {
    List<String> rows = page.rows("waves:").stream().map(row -> row.get(1)).toList();
    Set<String> named =
        rows.stream().flatMap(row -> Stream.of(row.split(", "))).collect(Collectors.toSet());
    Set<String> others = new TreeSet<>();
    BuiltInKinds.all().stream()
        .map(kind -> kind.kind())
        .filter(kind -> !named.contains(kind))
        .forEach(others::add);
    return rows.stream()
        .<Set<String>>map(
            row ->
                switch (row) {
                  case OTHERS -> others;
                  case CUSTOM -> Set.of("Widget");
                  default -> new TreeSet<>(List.of(row.split(", ")));
                })
        .toList();
  }

  private static Manifest object(String kind) {
    String apiVersion =
        BuiltInKinds.all().stream()
            .filter(one -> one.kind().equals(kind))
            .map(one -> one.apiVersion())
            .findFirst()
            .orElse("example.com/v1");
    Map<String, Object> content =
        Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", "one"));
    return new Manifest(new LiveObject(content).ref(), content, Place.in("one.yml", 1, 1));
  }

  private Project project(String manifests) {
    return new Project(folder)
        .in("staging")
        .with("KUBECONFIG", folder.resolve("kubeconfig").toString())
        .behind(new OneCluster(cluster))
        .file("kubeconfig", KUBECONFIG)
        .file("deploy/web.yml", manifests)
        .file("activo.yml", page.text("description:"));
  }

  private String changed() {
    return page.text("manifests:")
        .replace("replicas: 2", "replicas: 3")
        .replace("MODE: staging", "MODE: staging, DEBUG: 'on'");
  }

  private static Diff diff(DeployPlan plan) {
    return seen(plan).orElseThrow().diff();
  }

  private static Optional<Comparison.Answer> seen(DeployPlan plan) {
    return plan.contents().comparison().map(one -> one.asPushed(Progress.none()));
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aDiffAndAnApplyPrintWhatThePageSays() {
    Project.deploy(project(page.text("manifests:")).applied(), new ArrayList<>());
    Project project = project(changed());
    page.blockIs("diff:", lines(DiffText.lines(diff(project.applied()), false)));
    List<String> lines = new ArrayList<>();
    Project.deploy(project.applied(), lines);
    page.blockIs("apply:", lines(lines));
    page.blockIs("again:", lines(DiffText.lines(diff(project.applied()), false)));
  }

  @Test
  void aSavedPlanIsRefusedForWhatThePageSays() {
    Project project = project(page.text("manifests:"));
    Project.deploy(project.applied(), new ArrayList<>());
    DeployPlan plan = project(changed()).plan();
    SavedPlan saved = plan.saved("1.0", seen(plan), KeyedDigest.random());
    Project.deploy(project(changed().replace("'on'", "'off'")).applied(), new ArrayList<>());
    DeployPlan again = project(changed().replace("replicas: 3", "replicas: 4")).plan();
    SavedPlan now = again.saved("1.0", seen(again), saved.digest());
    page.blockIs(
        "refused:", lines(saved.differences(now).stream().map(Problem::headline).toList()));
  }
}
