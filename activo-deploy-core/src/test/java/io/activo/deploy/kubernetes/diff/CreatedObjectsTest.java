package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is created is told as its manifest says it, on a real cluster. */
class CreatedObjectsTest {
  private static final Path TERSE =
      Path.of("src/test/resources/io/activo/deploy/kubernetes/diff/terse.yaml");

  @RegisterExtension private static final RealCluster real = new RealCluster("created");

  private static final RealDiffs diffs = new RealDiffs(real);

  @Test
  void objectsThatSayLittleShowNoMore() throws IOException {
    assertShowsWhatIsWritten(TERSE);
  }

  /** Each line of the table takes away something that the server of today adds. */
  @Test
  void everyLineOfTheTableIsSeen() throws IOException {
    List<LiveObject> objects =
        manifests(TERSE).stream()
            .map(manifest -> real.cluster().apply(manifest, ApplyMode.DRY_RUN))
            .map(answer -> ((ApplyAnswer.Accepted) answer).object())
            .toList();
    List<String> lines = DefaultTable.text().lines().toList();
    int all = unsaid(objects, lines);
    List<String> unseen = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> others = new ArrayList<>(lines);
      String line = others.remove(i);
      if (line.startsWith("  ") && unsaid(objects, others) == all) {
        unseen.add(line);
      }
    }
    assertEquals(List.of(), unseen);
  }

  private static int unsaid(List<LiveObject> objects, List<String> lines) {
    DefaultTable table = new DefaultTable(String.join("\n", lines));
    return objects.stream().mapToInt(object -> unsaid(object, table)).sum();
  }

  private static int unsaid(LiveObject object, DefaultTable table) {
    return table
        .find(object.text("apiVersion"), object.text("kind"))
        .map(defaults -> count(defaults.marked(Noise.without(object), Said.by(object))))
        .orElse(0);
  }

  private static int count(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToInt(CreatedObjectsTest::count).sum();
    }
    return value instanceof List<?> list
        ? list.stream().mapToInt(CreatedObjectsTest::count).sum()
        : value instanceof Unsaid ? 1 : 0;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "microservices-demo.yaml",
        "monitoring.coreos.com_alertmanagerconfigs.yaml",
        "monitoring.coreos.com_prometheuses.yaml"
      })
  void objectsOfTheCorporaShowNoMore(String file) throws IOException {
    assertShowsWhatIsWritten(Corpus.folder().resolve("manifests").resolve(file));
  }

  private static void assertShowsWhatIsWritten(Path file) throws IOException {
    List<Manifest> manifests = manifests(file);
    List<String> wrong = new ArrayList<>();
    for (ObjectDiff object : diffs.of(manifests).objects()) {
      if (object.kind() != Kind.CREATED) {
        wrong.add(object.ref() + " " + object.kind() + " " + object.problem());
      } else if (object.remarks().stream().anyMatch(remark -> remark.endsWith("by the cluster"))) {
        wrong.add(object.ref() + " " + object.remarks() + "\n" + RealDiffs.text(object));
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(manifests.size() > 0);
  }

  private static List<Manifest> manifests(Path file) throws IOException {
    return Manifests.read(file.toString(), Files.readAllBytes(file)).stream()
        .map(CreatedObjectsTest::placed)
        .toList();
  }

  private static Manifest placed(Manifest manifest) {
    ObjectRef ref = manifest.ref();
    return BuiltInKinds.namespaced(ref.apiVersion(), ref.kind()).orElse(true)
        ? manifest.inNamespace(real.namespace())
        : manifest;
  }
}
