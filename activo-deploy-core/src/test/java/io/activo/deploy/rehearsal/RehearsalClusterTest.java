package io.activo.deploy.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.OneObject;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearsalClusterTest {
  private static final String CONFIG =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: default}\ndata: ";
  private static final ObjectRef CONFIG_REF = new ObjectRef("v1", "ConfigMap", "default", "c");
  private static final ObjectRef WEB = new ObjectRef("apps/v1", "Deployment", "default", "web");

  private final RehearsalCluster cluster = new RehearsalCluster();

  /** What is there before, who wrote it, what we apply, and the data and change afterwards. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}           | {a: x}       | {a=x}      | CREATED",
        "{us: {a: x}} | {a: x}       | {a=x}      | UNCHANGED",
        "{us: {a: x}} | {a: z}       | {a=z}      | CHANGED",
        "{us: {a: x, b: x}} | {a: x} | {a=x}      | CHANGED",
        "{us: {a: x}} | {}           | {}         | CHANGED",
        "{us: {}, kubectl: {a: x}} | {} | {a=x}   | UNCHANGED",
        "{us: {}, kubectl: {a: x}} | {b: x} | {a=x, b=x} | CHANGED",
        "{kubectl: {}} | {a: x}      | {a=x}      | CHANGED",
        "{kubectl: {b: x}} | {a: x}  | {b=x, a=x} | CHANGED",
        "{kubectl: {a: x}} | {a: x}  | {a=x}      | UNCHANGED",
        "{kubectl: {a: x}, us: {a: x}} | {} | {a=x} | UNCHANGED",
        "{us: {a: x}, kubectl: {a: z}} | {} | {a=z} | UNCHANGED",
      })
  void keepsFieldsByTheirOwners(String before, String data, String after, Applied.Change change) {
    values(before).forEach((manager, written) -> write(manager, written));
    assertEquals(change, applyAll(CONFIG + data).get(0).change());
    assertEquals(after, live(CONFIG_REF).object("data").content().toString());
  }

  @Test
  void refusesAFieldThatAnotherManagerOwnsWithAnotherValue() {
    write("kubectl", Map.of("a", "x", "b", "x"));
    DeployException e =
        assertThrows(DeployException.class, () -> applyAll(CONFIG + "{a: z, b: z, c: z}"));
    assertEquals(
        List.of(
            "conflict with \"kubectl\" using v1: .data.a",
            "conflict with \"kubectl\" using v1: .data.b"),
        e.problems().get(0).detail().stream().sorted().toList());
    assertTrue(e.toString().contains("Apply failed with 2 conflicts: "), e.toString());
    assertFalse(live(CONFIG_REF).object("data").content().containsKey("c"));
  }

  @Test
  void namesTheConflictingFieldOfAListItem() {
    applyAll(deployment("image: i:1"));
    cluster.seed(values(deployment("image: i:2")), "kubectl-edit");
    DeployException e =
        assertThrows(DeployException.class, () -> applyAll(deployment("image: i:3")));
    assertEquals(
        List.of(
            "conflict with \"kubectl-edit\" using apps/v1: "
                + ".spec.template.spec.containers[name=\"c\"].image"),
        e.problems().get(0).detail());
  }

  @Test
  void mergesListsByTheirKeys() {
    applyAll(deployment("image: i:1, env: [{name: A, value: x}, {name: B, value: x}]"));
    cluster.seed(
        values(deployment("env: [{name: C, value: x}], ports: [{containerPort: 80}]")), "injector");
    applyAll(deployment("image: i:1, env: [{name: B, value: z}]"));
    LiveObject container = live(WEB).objects("spec", "template", "spec", "containers").get(0);
    assertEquals(
        "[{name=B, value=z}, {name=C, value=x}]", container.value("env").orElseThrow().toString());
    assertEquals(
        "[{containerPort=80}]",
        container
            .value("ports")
            .orElseThrow()
            .toString()
            .replace("protocol=TCP, ", "")
            .replace(", protocol=TCP", ""));
  }

  @Test
  void countsGenerationsByWhatIsNotMetadata() {
    applyAll(deployment("image: i:1"));
    applyAll(deployment("image: i:1"));
    assertEquals(1, live(WEB).number("metadata", "generation").orElseThrow());
    String version = live(WEB).text("metadata", "resourceVersion");
    applyAll(deployment("image: i:2"));
    assertEquals(2, live(WEB).number("metadata", "generation").orElseThrow());
    assertEquals(2, live(WEB).number("status", "observedGeneration").orElseThrow());
    assertFalse(live(WEB).text("metadata", "resourceVersion").equals(version));
  }

  @Test
  void movesWorkloadsToReadyWithTheirPods() {
    applyAll(deployment("image: i:1"));
    assertEquals(2, live(WEB).number("status", "availableReplicas").orElseThrow());
    assertEquals(
        List.of("Available MinimumReplicasAvailable", "Progressing NewReplicaSetAvailable"),
        live(WEB).objects("status", "conditions").stream()
            .map(condition -> condition.text("type") + " " + condition.text("reason"))
            .toList());
    List<LiveObject> pods = cluster.list("v1", "Pod", "default", Map.of("app", "web"));
    assertEquals(
        List.of("Running i:1", "Running i:1"),
        pods.stream()
            .map(
                pod ->
                    pod.text("status", "phase")
                        + " "
                        + pod.objects("status", "containerStatuses").get(0).text("image"))
            .toList());
    assertEquals(pods.get(0), live(pods.get(0).ref()));
    assertTrue(cluster.list("v1", "Pod", "default", Map.of("app", "api")).isEmpty());
    assertEquals(1, cluster.list("apps/v1", "ReplicaSet", "default", Map.of()).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apps/v1 | Deploymnt | no matches for kind \"Deploymnt\" in version \"apps/v1\"; did you"
            + " mean 'Deployment'?",
        "extensions/v1beta1 | Deployment | no matches for kind \"Deployment\" in version"
            + " \"extensions/v1beta1\"; Deployment is served as apps/v1",
        "example.com/v1 | Zzzzzzzzz | no matches for kind \"Zzzzzzzzz\" in version"
            + " \"example.com/v1\"; apply the CustomResourceDefinition that defines it first",
      })
  void refusesKindsThatItDoesNotServe(String apiVersion, String kind, String wanted) {
    DeployException e = assertThrows(DeployException.class, () -> cluster.kind(apiVersion, kind));
    assertEquals("rehearsal: " + wanted, e.getMessage());
  }

  @Test
  void servesTheKindsOfAppliedDefinitions() {
    applyAll(
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
            + "metadata: {name: widgets.example.com}\n"
            + "spec: {group: example.com, scope: Cluster, names: {kind: Widget, plural: widgets},"
            + " versions: [{name: v1, served: true}, {name: v1beta1, served: false}]}\n");
    assertEquals("widgets", cluster.kind("example.com/v1", "Widget").plural());
    assertThrows(DeployException.class, () -> cluster.kind("example.com/v1beta1", "Widget"));
    applyAll("apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n");
    assertEquals(2, cluster.objects().size());
  }

  @Test
  void refusesANamespaceThatDoesNotExist() {
    String object = CONFIG.replace("default", "shop") + "{a: x}";
    DeployException e = assertThrows(DeployException.class, () -> applyAll(object));
    assertTrue(e.toString().contains("namespaces \"shop\" not found"), e.toString());
    applyAll("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
    assertEquals(Applied.Change.CREATED, applyAll(object).get(0).change());
  }

  @Test
  void ignoresWhatOnlyTheServerWrites() {
    applyAll(deployment("image: i:1"));
    applyAll(deployment("image: i:1") + "status: {replicas: 7}\n");
    assertEquals(2, live(WEB).number("status", "replicas").orElseThrow());
  }

  @Test
  void tellsWhoOwnsWhichField() {
    applyAll(CONFIG + "{a: x}");
    cluster.seed(values(CONFIG + "{b: x}"), "kubectl");
    assertEquals(
        "{activo-deploy=[.data.a], kubectl=[.data.b]}", cluster.owners(CONFIG_REF).toString());
  }

  @Test
  void saysThatItIsARehearsal() {
    assertEquals("rehearsal (in memory, nothing leaves this machine)", cluster.describe());
  }

  private static String deployment(String container) {
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: default}\n"
        + "spec:\n  replicas: 2\n  selector: {matchLabels: {app: web}}\n  template:\n"
        + "    metadata: {labels: {app: web}}\n    spec: {containers: [{name: c, "
        + container
        + "}]}\n";
  }

  private void write(String manager, Object data) {
    Map<String, Object> object = values(CONFIG + "{}");
    object.put("data", data);
    if (manager.equals("us")) {
      applyAll(CONFIG + io.activo.deploy.json.Json.print(data));
    } else {
      cluster.seed(object, manager);
    }
  }

  private List<Applied> applyAll(String yaml) {
    return Manifests.read("m.yaml", yaml.getBytes(StandardCharsets.UTF_8)).stream()
        .map(manifest -> OneObject.apply(cluster, manifest))
        .toList();
  }

  private LiveObject live(ObjectRef ref) {
    return cluster.get(ref).orElseThrow();
  }

  private static Map<String, Object> values(String yaml) {
    return ((YamlNode.YamlMap) Yaml.parse("m.yaml", yaml).orElseThrow()).toValue();
  }
}
