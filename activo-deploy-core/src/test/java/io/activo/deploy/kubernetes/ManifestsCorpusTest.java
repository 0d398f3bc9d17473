package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsCorpusTest {

  /** The bodies that {@code kubectl apply --server-side} sent, and what it refused before. */
  @Test
  void readsWhatKubectlSends() throws Exception {
    new Corpus("kubectl-wire/apply-real.jsonl").judge(Map.of(), ManifestsCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    String text = row.text("manifest");
    Optional<List<Manifest>> read = read(text);
    boolean refused = row.number("exit_code").orElse(0) != 0 && row.objects("requests").isEmpty();
    boolean missing = row.value("manifest").isEmpty();
    if (refused || missing) {
      return read.isEmpty() == refused || missing ? Optional.empty() : Optional.of("read");
    }
    if (read.isEmpty()) {
      return Optional.of("refused");
    }
    if (!plainServerSide(row)) {
      return Optional.empty();
    }
    List<String> got = read.orElseThrow().stream().map(ManifestsCorpusTest::sent).toList();
    List<String> sent =
        row.objects("requests").stream()
            .filter(request -> request.text("method").equals("PATCH"))
            .map(request -> canonical(request.object("body").content()))
            .toList();
    return got.equals(sent) ? Optional.empty() : Optional.of(got + " instead of " + sent);
  }

  private static Optional<List<Manifest>> read(String text) {
    try {
      List<Manifest> manifests = Manifests.read("m.yaml", text.getBytes(StandardCharsets.UTF_8));
      Manifests.check(manifests, "");
      return Optional.of(manifests);
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  /** Other ways to apply send something else than the object. */
  private static boolean plainServerSide(LiveObject row) {
    List<?> argv = (List<?>) row.value("argv").orElseThrow();
    return argv.contains("--server-side")
        && argv.stream().noneMatch(a -> a.toString().startsWith("--applyset"))
        && argv.stream().noneMatch(a -> a.toString().startsWith("-n"))
        && row.number("exit_code").orElse(0) == 0;
  }

  private static String sent(Manifest manifest) {
    ObjectRef ref = manifest.ref();
    boolean namespaced = BuiltInKinds.namespaced(ref.apiVersion(), ref.kind()).orElse(true);
    return canonical((namespaced ? manifest.inNamespace("default") : manifest).content());
  }

  /** Sorted, and whole numbers beyond 64 bits with sign as kubectl's decoder keeps them. */
  private static String canonical(@Nullable Object value) {
    return Json.print(sorted(value));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put((String) key, sorted(item)));
      return sorted;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  @ParameterizedTest
  @CsvSource({
    "microservices-demo.yaml,35",
    "monitoring.coreos.com_alertmanagerconfigs.yaml,1",
    "monitoring.coreos.com_prometheuses.yaml,1"
  })
  void readsRealFilesWhole(String name, int objects) throws Exception {
    Path file = Corpus.folder().resolve("manifests").resolve(name);
    assumeTrue(Files.exists(file), file + " is absent");
    List<Manifest> manifests = Manifests.read(name, Files.readAllBytes(file));
    assertEquals(objects, manifests.size());
    Manifests.check(manifests, "");
    assertEquals(Set.copyOf(manifests), Set.copyOf(ApplyOrder.sorted(manifests)));
  }

  /** Where Helm, cli-utils and Argo CD agree on the order of two kinds, ours is no other. */
  @Test
  void ordersAsOthersDoWhereTheyAgree() throws Exception {
    Path file = Corpus.folder().resolve("ordering/kind-orders.json");
    assumeTrue(Files.exists(file), file + " is absent");
    LiveObject orders = new LiveObject(Json.parseObject(Files.readString(file)));
    List<?> helm = (List<?>) orders.value("helm", "InstallOrder").orElseThrow();
    List<?> argo = (List<?>) orders.value("argocd", "kinds").orElseThrow();
    List<?> cli =
        ((List<?>) orders.value("cli_utils", "first").orElseThrow())
            .stream()
                .map(kind -> ((List<?>) kind).get(1))
                .filter(ManifestsCorpusTest::isServed)
                .toList();
    List<String> wrong = new ArrayList<>();
    for (Object first : cli) {
      for (Object second : cli) {
        boolean agreed = Stream.of(helm, argo, cli).allMatch(order -> before(order, first, second));
        if (agreed && turn(first) > turn(second)) {
          wrong.add(first + " before " + second);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean before(List<?> order, Object first, Object second) {
    return order.contains(first) && order.indexOf(first) < order.indexOf(second);
  }

  private static boolean isServed(Object kind) {
    return BuiltInKinds.all().stream().anyMatch(known -> known.kind().equals(kind));
  }

  private static int turn(Object kind) {
    return BuiltInKinds.all().stream()
        .filter(known -> known.kind().equals(kind))
        .mapToInt(
            known -> ApplyOrder.turn(new ObjectRef(known.apiVersion(), known.kind(), "", "a")))
        .findFirst()
        .orElseThrow();
  }
}
