package io.activo.deploy.kubernetes.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ownership.ConflictRules;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.rehearsal.RehearsalCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many objects at once, in a cluster in memory. */
class ApplierTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: things.example.org}
      spec:
        group: example.org
        scope: Namespaced
        names: {kind: Thing, plural: things}
        versions: [{name: v1, served: true}]
      """;
  private static final ApplyAnswer IMMUTABLE =
      new ApplyAnswer.Invalid(
          List.of(new ApplyAnswer.Cause("x", "FieldValueInvalid", "field is immutable")),
          Problem.of("x is immutable", ""));
  private static final String LATER = "annotations: {activo.io/order: \"1\"}, ";

  private final RehearsalCluster rehearsed = new RehearsalCluster();
  private final List<String> lines = new ArrayList<>();

  @Test
  void appliesInWavesAndTellsInTheOrderGiven() {
    AppliedAll all = apply(rehearsed, "apps/v1 Deployment b", "v1 ConfigMap c", "v1 ConfigMap a");
    assertEquals(
        List.of("ConfigMap c created", "ConfigMap a created", "Deployment b created"), lines);
    assertEquals(
        List.of("Deployment b", "ConfigMap c", "ConfigMap a"),
        all.objects().stream().map(Applied::ref).map(ObjectRef::toString).toList());
    assertEquals("3 created, 0 changed, 0 unchanged", all.summary());
  }

  @Test
  void saysNothingOfWhatIsUnchanged() {
    apply(rehearsed, "v1 ConfigMap c", "v1 ConfigMap a");
    lines.clear();
    AppliedAll all = apply(rehearsed, "v1 ConfigMap c", "v1 ConfigMap a");
    assertEquals(List.of(), lines);
    assertEquals("0 created, 0 changed, 2 unchanged", all.summary());
  }

  @Test
  void tellsOnceWhatManyObjectsAreWarnedOf() {
    Cluster warning =
        new WatchedCluster(rehearsed)
            .with(
                "apply",
                arguments ->
                    Optional.of(
                        new ApplyAnswer.Accepted(
                            new LiveObject(((Manifest) arguments[0]).content()),
                            true,
                            false,
                            List.of("deprecated"))))
            .cluster();
    apply(warning, "v1 ConfigMap c", "v1 ConfigMap a");
    assertEquals(
        List.of("ConfigMap c created", "warning: deprecated", "ConfigMap a created"), lines);
  }

  @Test
  void anAnnotationMovesAnObjectBeforeOrAfterAllOthers() {
    List<Manifest> manifests =
        manifests(
            "v1 ConfigMap last 10",
            "v1 ConfigMap later 2",
            "apps/v1 Deployment first -1",
            "v1 Namespace usual",
            "apps/v1 Deployment usual 0",
            "v1 ConfigMap before -1",
            "v1 ConfigMap usual");
    assertEquals(
        List.of("before", "first", "usual", "usual", "usual", "later", "last"),
        ApplyOrder.sorted(manifests).stream().map(one -> one.ref().name()).toList());
    assertEquals(7, ApplyOrder.waves(manifests).size());
  }

  @Test
  void refusesEveryOrderThatIsNoWholeNumber() {
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> ApplyOrder.sorted(manifests("v1 ConfigMap a first", "v1 ConfigMap b 1.5")));
    assertEquals(
        """
        m.yml:3:1: the order 'first' of ConfigMap a is no whole number; write a number such as \
        "-1" (before all others) or "1" (after them)
        m.yml:7:1: the order '1.5' of ConfigMap b is no whole number; write a number such as "-1" \
        (before all others) or "1" (after them)""",
        refused.problems().stream()
            .map(problem -> problem.toString())
            .collect(Collectors.joining("\n"))
            .replaceAll("(m.yml:\\d):\\d+", "$1:1"));
  }

  @Test
  void refusesAnOrderBeforeTheOwnNamespaceOrDefinition() {
    DeployException refused =
        assertThrows(
            DeployException.class,
            () ->
                ApplyOrder.waves(
                    read(
                        yaml("v1 ConfigMap shop/a -1")
                            + "---\n"
                            + yaml("v1 Namespace shop")
                            + "---\n"
                            + yaml("v1 ConfigMap other/b -1")
                            + "---\n"
                            + yaml("example.org/v1 Thing c")
                            + "---\n"
                            + DEFINITION.replace("metadata: {", "metadata: {" + LATER))));
    assertEquals(
        """
        m.yml:3: ConfigMap a is ordered before its own Namespace shop (m.yml:7:1); give the \
        Namespace the same activo.io/order or a lower one
        m.yml:15: Thing c is ordered before its own CustomResourceDefinition things.example.org \
        (m.yml:19:26); give the CustomResourceDefinition the same activo.io/order or a lower one""",
        refused.problems().stream()
            .map(problem -> problem.toString())
            .collect(Collectors.joining("\n"))
            .replaceAll("(?m)^(m.yml:\\d+):\\d+", "$1"));
  }

  /** Nobody but the cluster knows here that the kind lives in namespaces. */
  @Test
  void refusesWhatStandsTwiceOnceItsNamespaceIsKnown() {
    applier(rehearsed).apply(read(DEFINITION), progress());
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> apply(rehearsed, "example.org/v1 Thing a", "example.org/v1 Thing default/a"));
    assertEquals(
        "m.yml:5:1: Thing a stands here again, after m.yml:1:1; remove one of the two",
        refused.getMessage());
  }

  @Test
  void whatWasInANamespaceThatIsMadeAnewIsMadeAnewToo() {
    List<Manifest> manifests = manifests("v1 Namespace shop", "v1 ConfigMap shop/a");
    apply(rehearsed, "v1 Namespace shop");
    List<String> sent = new ArrayList<>();
    WatchedCluster watched =
        new WatchedCluster(rehearsed)
            .with("get", arguments -> inPlace((ObjectRef) arguments[0], manifests.get(1)))
            .with(
                "apply",
                arguments -> {
                  sent.add(((Manifest) arguments[0]).ref().toString());
                  return sent.size() == 1 ? Optional.of(IMMUTABLE) : Optional.empty();
                });
    OwnershipRules rules = new OwnershipRules(ConflictRules.FAIL, Set.of("Namespace"));
    new Applier(watched.cluster(), rules, "default").apply(manifests, progress());
    assertEquals("ConfigMap a", sent.get(sent.size() - 1), sent.toString());
  }

  /** The object as it lives when all of it was applied. */
  private static Optional<Object> inPlace(ObjectRef asked, Manifest manifest) {
    if (!asked.equals(manifest.ref())) {
      return Optional.empty();
    }
    Map<String, Object> entry =
        Map.of(
            "manager",
            Cluster.FIELD_MANAGER,
            "operation",
            "Apply",
            "apiVersion",
            "v1",
            "fieldsV1",
            Map.of());
    Map<String, Object> metadata =
        Map.of("namespace", "shop", "name", "a", "managedFields", List.of(entry));
    Map<String, Object> content = new LinkedHashMap<>(manifest.content());
    content.put("metadata", metadata);
    return Optional.of(Optional.of(new LiveObject(content)));
  }

  @Test
  void aFailureStopsWhatHasNotBegunAndTellsAll() {
    DeployException failed =
        assertThrows(
            DeployException.class,
            () ->
                apply(
                    together(3, "Service"),
                    "v1 Service bad2/s",
                    "apps/v1 Deployment web",
                    "v1 ConfigMap c",
                    "v1 Service bad1/s",
                    "v1 Service good"));
    assertEquals(2, failed.problems().size(), failed.toString());
    assertEquals(
        List.of(
            "written in m.yml:1:1",
            "applied before: ConfigMap c created, Service good created",
            "not applied: Service s, Service s, Deployment web"),
        failed.problems().get(0).detail());
    assertEquals(List.of("ConfigMap c created", "Service good created"), lines);
  }

  @Test
  void objectsThatFailForOneReasonAreToldOnce() {
    DeployException failed =
        assertThrows(
            DeployException.class,
            () -> apply(together(2, "Service"), "v1 Service bad/s", "v1 Service bad/t"));
    assertEquals(1, failed.problems().size(), failed.toString());
    assertEquals(
        List.of(
            "the same for Service t (m.yml:5:1)",
            "written in m.yml:1:1",
            "applied before: nothing",
            "not applied: Service s, Service t"),
        failed.problems().get(0).detail());
  }

  @Test
  void aSingleFailureInTurnLeavesTheRestUntried() {
    DeployException failed =
        assertThrows(
            DeployException.class,
            () -> apply(rehearsed, "v1 Service a", "v1 Service bad/s", "v1 Service z"));
    assertEquals(
        List.of(
            "written in m.yml:5:1",
            "applied before: Service a created",
            "not applied: Service s, Service z"),
        failed.problems().get(0).detail());
  }

  @Test
  void appliesObjectsOfAKindThatTheReleaseBrings() {
    String thing = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: one}\n";
    List<Manifest> manifests = read(thing + "---\n" + DEFINITION);
    AppliedAll all = applier(rehearsed).apply(manifests, progress());
    assertEquals("2 created, 0 changed, 0 unchanged", all.summary());
    assertEquals("default", all.objects().get(0).ref().namespace());
    assertEquals(2, applier(rehearsed).list(manifests).found().size());
  }

  @Test
  void readsFewObjectsOneByOneAndManyByAList() {
    WatchedCluster watched = new WatchedCluster(rehearsed);
    apply(watched.cluster(), "v1 ConfigMap a", "v1 ConfigMap b");
    assertEquals(0, watched.taken("visit"));
    apply(watched.cluster(), "v1 Secret a", "v1 Secret b", "v1 Secret c", "v1 Secret d");
    assertEquals(1, watched.taken("visit"));
  }

  /** The cluster, where some objects of a kind are applied at the same moment. */
  private Cluster together(int count, String kind) {
    CyclicBarrier begun = new CyclicBarrier(count);
    return new WatchedCluster(rehearsed)
        .with("concurrency", arguments -> Optional.of(count))
        .with(
            "apply",
            arguments -> {
              if (((Manifest) arguments[0]).ref().kind().equals(kind)) {
                begun.await(30, TimeUnit.SECONDS);
              }
              return Optional.empty();
            })
        .cluster();
  }

  private AppliedAll apply(Cluster cluster, String... objects) {
    return applier(cluster).apply(manifests(objects), progress());
  }

  private static Applier applier(Cluster cluster) {
    return new Applier(cluster, OwnershipRules.STRICT, "default");
  }

  /** Objects given as {@code apiVersion kind [namespace/]name [order]}. */
  private static List<Manifest> manifests(String... objects) {
    return read(Stream.of(objects).map(ApplierTest::yaml).collect(Collectors.joining("---\n")));
  }

  private static String yaml(String object) {
    String[] words = object.split(" ", -1);
    String[] name = words[2].split("/", -1);
    String namespace = name.length == 2 ? "namespace: " + name[0] + ", " : "";
    String order =
        words.length == 4 ? ", annotations: {activo.io/order: \"" + words[3] + "\"}" : "";
    return "apiVersion: %s\nkind: %s\nmetadata: {%sname: %s%s}\n"
        .formatted(words[0], words[1], namespace, name[name.length - 1], order);
  }

  private static List<Manifest> read(String yaml) {
    return Manifests.read("m.yml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void line(String text) {
        lines.add(text);
      }

      @Override
      public void status(String text) {}
    };
  }
}
