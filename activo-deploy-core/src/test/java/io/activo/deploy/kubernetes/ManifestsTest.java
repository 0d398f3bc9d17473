package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
  private static final String POD_SPEC =
      "{initContainers: [{name: i, image: 'w:1'}], containers: [{name: a, image: 'w:1'},"
          + " {name: b, image: 'x:1'}, {name: c}], ephemeralContainers: [{name: e, image: 'w:1'}]}";

  @Test
  void knowsWhereEveryObjectStands() {
    List<Manifest> manifests =
        read("# c\n---\n" + object("A", "a") + "---\n---\n" + object("B", "b"));
    assertEquals(
        List.of("A a m.yaml:3:1", "B b m.yaml:9:1"),
        manifests.stream().map(m -> m.ref() + " " + m.place()).toList());
  }

  @Test
  void takesListsApart() {
    List<Manifest> manifests =
        read(
            "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, metadata: {name: a}}\n"
                + "- {apiVersion: v1, kind: BList, items: ["
                + "{apiVersion: v1, kind: B, metadata: {name: b}}]}\n");
    assertEquals(
        List.of("A a m.yaml:4:3", "B b m.yaml:5:41"),
        manifests.stream().map(m -> m.ref() + " " + m.place()).toList());
  }

  @Test
  void readsTheItemsOfAListOfAKindAsOfThatKind() {
    List<Manifest> manifests =
        read(
            """
            apiVersion: apps/v1
            kind: DeploymentList
            items:
            - {metadata: {name: a}}
            - {apiVersion: '', kind: , metadata: {name: b}}
            """);
    assertEquals(
        List.of("apps/v1 Deployment a m.yaml:4:3", "apps/v1 Deployment b m.yaml:5:3"),
        manifests.stream()
            .map(m -> m.ref().apiVersion() + " " + m.ref() + " " + m.place())
            .toList());
    assertEquals("Deployment", manifests.get(0).content().get("kind"));
    assertEquals("apps/v1", manifests.get(1).content().get("apiVersion"));
    assertThrows(
        DeployException.class,
        () -> read("apiVersion: v1\nkind: List\nitems: [{metadata: {name: a}}]\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "", "null"})
  void takesAnEmptyNamespaceForNone(String namespace) {
    Manifest manifest =
        read("apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: " + namespace + "}\n").get(0);
    assertEquals("", manifest.ref().namespace());
    Manifest placed = manifest.inNamespace("shop");
    assertEquals("shop", new LiveObject(placed.content()).text("metadata", "namespace"));
  }

  @Test
  void pinsAnImageThatIsWrittenAnotherWay() {
    Manifest manifest =
        read("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: ["
                + "{name: a, image: 'docker.io/acme/web:1'}, {name: b, image: 'acme/web:2'},"
                + " {name: c, image: 'A B'}]}\n")
            .get(0);
    String digest = "@sha256:" + "0".repeat(64);
    assertTrue(manifest.usesImage("acme/web:1"));
    assertFalse(manifest.usesImage("acme/web:3"));
    assertEquals(
        List.of("docker.io/acme/web:1" + digest, "acme/web:2", "A B"),
        manifest.pinned(Map.of("acme/web:1", "acme/web:1" + digest)).images());
  }

  @Test
  void reportsEveryMistakeAtOnce() {
    DeployException e =
        assertThrows(
            DeployException.class,
            () ->
                read(
                    """
                    kind: A
                    metadata: {name: a}
                    ---
                    apiVersion: v1
                    metadata: {name: n}
                    ---
                    apiVersion: v1
                    kind: A
                    metadata:
                      generateName: a-
                    ---
                    - a
                    ---
                    apiVersion: v1
                    kind: A
                    metadata:
                      name:
                      managedFields: [{}]
                    ---
                    apiVersion: v1
                    kind: A
                    metadata: {name: a}
                    data: {a: .inf}
                    """));
    assertEquals(
        List.of(
            "m.yaml:1:1: an object has no apiVersion; add it",
            "m.yaml:4:1: an object has no kind; add it",
            "m.yaml:5:18: metadata.name must be text; put it in quotes",
            "m.yaml:10:17: an object with metadata.generateName cannot be applied;"
                + " give it a metadata.name",
            "m.yaml:12:1: a document is no Kubernetes object;"
                + " write a map with apiVersion, kind and metadata",
            "m.yaml:17:8: an object has no metadata.name; add it",
            "m.yaml:18:18: the API server refuses metadata.managedFields;"
                + " remove them: only the server writes them",
            "m.yaml:23:11: JSON has no number '.inf'; quote it if it is text"),
        e.problems().stream().map(Problem::headline).toList());
  }

  @Test
  void refusesWhatIsNotUtf8() {
    DeployException e =
        assertThrows(
            DeployException.class,
            () ->
                Manifests.read("m.yaml", "a: b\nc: \u00e9".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals("m.yaml:2:4: the file is not UTF-8; save it as UTF-8", e.getMessage());
  }

  @Test
  void fillsInTheNamespaceWhereThereIsNone() {
    Manifest without = read(object("A", "a")).get(0).inNamespace("shop");
    assertEquals("shop", without.ref().namespace());
    assertEquals("shop", new LiveObject(without.content()).text("metadata", "namespace"));
    Manifest with = read("apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: prod}\n").get(0);
    assertEquals(with, with.inNamespace("shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Pod\nspec: %s",
        "kind: Deployment\nspec: {template: {spec: %s}}",
        "kind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: %s}}}}",
        "kind: Rollout\nspec: {template: {spec: %s}}",
        "kind: PodTemplate\ntemplate: {spec: %s}",
      })
  void pinsTheImagesOfEveryContainer(String text) {
    Manifest manifest =
        read("apiVersion: v1\nmetadata: {name: a}\n" + text.formatted(POD_SPEC)).get(0);
    assertEquals(List.of("w:1", "x:1"), manifest.images());
    Manifest pinned = manifest.pinned(Map.of("w:1", "w:1@sha256:0"));
    assertEquals(List.of("w:1@sha256:0", "x:1"), pinned.images());
    assertEquals(3, pinned.content().toString().split("w:1@sha256:0", -1).length - 1);
    assertTrue(manifest.usesImage("w:1"));
    assertFalse(pinned.usesImage("w:1"));
  }

  @Test
  void refusesObjectsThatStandTwice() {
    List<Manifest> twice = new ArrayList<>(read(object("A", "a") + "---\n" + object("B", "a")));
    twice.addAll(Manifests.read("n.yaml", object("A", "a").getBytes(StandardCharsets.UTF_8)));
    DeployException e = assertThrows(DeployException.class, () -> Manifests.check(twice, ""));
    assertEquals(
        "n.yaml:1:1: A a stands here again, after m.yaml:1:1; remove one of the two",
        e.getMessage());
  }

  /** Whether a kind lives in namespaces, a definition or Kubernetes says; else it may. */
  @Test
  void refusesObjectsThatStandTwiceInTheTargetNamespace() {
    String definition =
        """
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.example.org}
        spec: {group: example.org, scope: Cluster, names: {kind: Thing}}
        """;
    assertTrue(standsTwice(placed("example.org/v1", "Thing", "shop")));
    assertFalse(standsTwice(placed("example.org/v1", "Thing", "other")));
    assertTrue(standsTwice(placed("example.org/v1", "Thing", "other") + definition));
    assertTrue(standsTwice(placed("rbac.authorization.k8s.io/v1", "ClusterRole", "other")));
    assertFalse(standsTwice(placed("v1", "ConfigMap", "other")));
  }

  private static boolean standsTwice(String yaml) {
    try {
      Manifests.check(read(yaml), "shop");
      return false;
    } catch (DeployException e) {
      return e.problems().get(0).what().contains("stands here again, after m.yaml:1:1");
    }
  }

  /** One without a namespace, and one in a namespace. */
  private static String placed(String apiVersion, String kind, String namespace) {
    String type = "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: ";
    return type + "{name: a}\n---\n" + type + "{name: a, namespace: " + namespace + "}\n";
  }

  @Test
  void refusesToApplyNothing() {
    List<Manifest> none = read("# x\n---\n# y\n");
    assertThrows(DeployException.class, () -> Manifests.check(none, ""));
  }

  @Test
  void ordersByWhatOthersNeed() {
    List<String> wanted =
        List.of(
            "v1 Namespace",
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            "v1 ServiceAccount",
            "rbac.authorization.k8s.io/v1 Role",
            "rbac.authorization.k8s.io/v1 RoleBinding",
            "v1 Secret",
            "v1 ConfigMap",
            "v1 PersistentVolumeClaim",
            "v1 Service",
            "discovery.k8s.io/v1 EndpointSlice",
            "apps/v1 Deployment",
            "batch/v1 Job",
            "example.com/v1 Deployment",
            "autoscaling/v2 HorizontalPodAutoscaler",
            "networking.k8s.io/v1 Ingress",
            "batch/v1 CronJob",
            "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration");
    List<String> reversed = new ArrayList<>(wanted);
    Collections.reverse(reversed);
    List<Manifest> sorted = ApplyOrder.sorted(reversed.stream().map(this::ofKind).toList());
    List<String> got =
        new ArrayList<>(
            sorted.stream().map(m -> m.ref().apiVersion() + " " + m.ref().kind()).toList());
    Collections.swap(got, 5, 6);
    Collections.swap(got, 10, 11);
    assertEquals(wanted, got, "kinds of one turn keep their order, which was the reverse");
  }

  private Manifest ofKind(String kind) {
    return read("apiVersion: " + kind.replace(" ", "\nkind: ") + "\nmetadata: {name: a}\n").get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "v1,Service,Optional[true]",
    "v1,Namespace,Optional[false]",
    "rbac.authorization.k8s.io/v1,ClusterRole,Optional[false]",
    "networking.k8s.io/v1,Ingress,Optional[true]",
    "extensions/v1beta1,Ingress,Optional.empty",
    "example.com/v1,Widget,Optional.empty"
  })
  void tellsOfflineWhichKindsLiveInNamespaces(String apiVersion, String kind, String wanted) {
    assertEquals(wanted, BuiltInKinds.namespaced(apiVersion, kind).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1,Deployment,true",
    "apps/v1,ReplicaSet,true",
    "batch/v1,Job,true",
    "v1,Pod,true",
    "v1,Service,false",
    "batch/v1,CronJob,false",
    "example.com/v1,Deployment,false"
  })
  void knowsWhatRollsOut(String apiVersion, String kind, boolean wanted) {
    assertEquals(wanted, Workloads.rollsOut(new ObjectRef(apiVersion, kind, "", "a")));
  }

  private static String object(String kind, String name) {
    return "apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: " + name + "\n";
  }

  private static List<Manifest> read(String text) {
    return Manifests.read("m.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
