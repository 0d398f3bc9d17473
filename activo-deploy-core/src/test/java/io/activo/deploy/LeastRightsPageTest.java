package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.DiffText;
import io.activo.deploy.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Role on the site's page about least rights is enough to deploy the page's manifests to a real
 * cluster, and each right in it is needed for what the page says. What is deployed at once stands
 * in namespaces of its own.
 */
class LeastRightsPageTest {
  private static final String NONE = "";
  private static final String IMAGE = "registry.example/web:1";
  private static final String SECRETS = "get secrets";

  private final Page page = new Page("least-rights.md");

  @TempDir private Path parent;

  @Test
  void everyRightOfTheRoleHasItsRow() {
    TreeSet<String> rows = new TreeSet<>();
    page.tables().forEach(table -> table.rows().forEach(row -> rows.add(row.get(0))));
    assertEquals(
        new TreeSet<>(role().objects("rules").stream().flatMap(rule -> rights(rule)).toList()),
        rows);
  }

  @Test
  void theRoleIsEnoughAndADeployTellsEachRightThatItLacks() throws Exception {
    RealCluster.kubeconfigOrSkip();
    List<List<String>> rows = new ArrayList<>(page.rows("told:"));
    rows.add(0, List.of(NONE, "deployed: web to it"));
    List<String> said = all(rows, row -> deployed(row.get(0), page.text("manifests:"), true));
    for (int i = 0; i < rows.size(); i++) {
      assertSaid(true, rows.get(i).get(1), said.get(i));
      boolean refused = rows.get(i).get(0).matches("(create|patch) .*");
      assertSaid(!refused, "ConfigMap settings created", said.get(i));
    }
  }

  @Test
  void aMissingSecretIsSeenWithTheRightToLookForItAlone() throws Exception {
    RealCluster.kubeconfigOrSkip();
    List<List<String>> rows =
        page.rows("untold:").stream().filter(row -> row.get(0).equals(SECRETS)).toList();
    assertEquals(1, rows.size());
    assertUntold(rows, page.text("manifests:"));
  }

  @Test
  void aCrashIsExplainedWithTheRightsToLookAtItAlone() throws Exception {
    RealCluster.kubeconfigOrSkip();
    String crash = "\n          command: [/busybox, sh, -c, echo no database; exit 1]";
    assertUntold(
        page.rows("untold:").stream().filter(row -> !row.get(0).equals(SECRETS)).toList(),
        page.text("manifests:")
            .replace("replicas: 0", "replicas: 1")
            .replace(IMAGE, RealCluster.imageOrSkip() + crash));
  }

  private void assertUntold(List<List<String>> rows, String manifests) throws Exception {
    boolean secret = !rows.get(0).get(0).equals(SECRETS);
    List<List<String>> runs = new ArrayList<>(rows);
    runs.add(List.of(NONE));
    List<String> said = all(runs, row -> deployed(row.get(0), manifests, secret));
    for (int i = 0; i < rows.size(); i++) {
      assertSaid(true, rows.get(i).get(1), said.get(rows.size()));
      assertSaid(false, rows.get(i).get(1), said.get(i));
    }
  }

  private static void assertSaid(boolean expected, String sentence, String said) {
    assertEquals(expected, said.contains(sentence), sentence + " in\n" + said);
  }

  private interface Run {
    String of(List<String> row) throws Exception;
  }

  private static List<String> all(List<List<String>> rows, Run run) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(rows.size());
    try {
      List<Future<String>> runs = new ArrayList<>();
      rows.forEach(row -> runs.add(threads.submit(() -> run.of(row))));
      List<String> said = new ArrayList<>();
      for (Future<String> one : runs) {
        said.add(one.get());
      }
      return said;
    } finally {
      threads.shutdown();
    }
  }

  /** What a diff and a deploy say with all rights of the page but one. */
  private String deployed(String without, String manifests, boolean secret) throws Exception {
    try (RealCluster real = RealCluster.open("rights")) {
      grant(real, without);
      if (secret) {
        real.kubectl("create", "secret", "generic", "db-login", "--from-literal=USER=web");
      }
      Project project = project(real, manifests);
      List<String> lines = new ArrayList<>();
      Comparison comparison = project.applied().contents().comparison().orElseThrow();
      lines.addAll(DiffText.lines(comparison.asPushed(Progress.none()).diff(), false));
      project.deploy(lines);
      return String.join("\n", lines).replace(real.namespace(), "web");
    }
  }

  private Project project(RealCluster real, String manifests) throws Exception {
    return new Project(Files.createTempDirectory(parent, "rights"))
        .inRealTime()
        .with("LIMITED", Files.readString(real.beside("kubeconfig-limited")))
        .file("deploy/web.yml", manifests)
        .file(
            "activo.yml",
            """
            app: web
            kubernetes:
              cluster: {kubeconfig: {variable: LIMITED}}
              namespace: NAMESPACE
              timeout: TIMEOUT
              manifests: [{path: deploy/web.yml, dialect: none}]
            environments: {it: {}}
            """
                .replace("NAMESPACE", real.namespace())
                .replace("TIMEOUT", manifests.contains("replicas: 0") ? "6s" : "12s"));
  }

  private void grant(RealCluster real, String without) throws Exception {
    List<Object> rules = new ArrayList<>();
    for (LiveObject rule : role().objects("rules")) {
      rights(rule)
          .filter(right -> !right.equals(without))
          .forEach(right -> rules.add(rule(rule, right)));
    }
    Map<String, Object> role = new LinkedHashMap<>(role().content());
    role.put("rules", rules);
    String json = Json.print(role).replace("\"web\"", "\"" + real.namespace() + "\"");
    real.cluster().apply(RealCluster.manifest(json), ApplyMode.WRITE);
    real.kubectl("create", "rolebinding", "page", "--role=activo-deploy", "--user=limited");
  }

  private static Map<String, Object> rule(LiveObject rule, String right) {
    Map<String, Object> one = new LinkedHashMap<>(rule.content());
    one.put("verbs", List.of(right.replaceFirst(" .*", "")));
    one.put("resources", List.of(right.replaceFirst(".* ", "")));
    return one;
  }

  /** {@code get configmaps}. */
  private static Stream<String> rights(LiveObject rule) {
    return texts(rule, "verbs")
        .flatMap(verb -> texts(rule, "resources").map(resource -> verb + " " + resource));
  }

  private static Stream<String> texts(LiveObject rule, String name) {
    return ((List<?>) rule.value(name).orElseThrow()).stream().map(String::valueOf);
  }

  private LiveObject role() {
    byte[] text = page.text("role:").getBytes(StandardCharsets.UTF_8);
    return new LiveObject(Manifests.read("role.yml", text).get(0).content());
  }
}
