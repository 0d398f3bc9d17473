package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.ownership.ConflictRules;
import io.activo.deploy.kubernetes.ownership.ConflictRules.Choice;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a server adds by itself is no change, on a real cluster; each test has its own objects. */
class ServerDefaultsTest {
  private static final String PROBE = ", readinessProbe: {httpGet: {port: 80, path: /up}}";
  private static final String APP = "spec.template.spec.containers[name=app].";

  @RegisterExtension private static final RealCluster real = new RealCluster("defaults");

  private static final RealDiffs diffs = new RealDiffs(real);

  @Test
  void aNewProbeShowsWhatIsWritten() {
    assertChanges(
        web("probe", "", ""),
        web("probe", PROBE, ""),
        "+ " + APP + "readinessProbe.httpGet.path: /up",
        "+ " + APP + "readinessProbe.httpGet.port: 80");
  }

  @Test
  void aDefaultThatIsWrittenIsShown() {
    assertChanges(
        web("written", "", ""),
        web("written", ", livenessProbe: {timeoutSeconds: 1, tcpSocket: {port: 80}}", ""),
        "+ " + APP + "livenessProbe.tcpSocket.port: 80",
        "+ " + APP + "livenessProbe.timeoutSeconds: 1");
  }

  @Test
  void aProbeThatGoesShowsWhatWasWritten() {
    assertChanges(
        web("unprobed", ", livenessProbe: {timeoutSeconds: 1, tcpSocket: {port: 80}}", ""),
        web("unprobed", "", ""),
        "- " + APP + "livenessProbe.tcpSocket.port: 80",
        "- " + APP + "livenessProbe.timeoutSeconds: 1");
  }

  @Test
  void aContainerThatComesAndOneThatGoes() {
    String side = "}, {name: side, image: 'side:1', ports: [{containerPort: 81}]";
    Manifest one = web("containers", "", "");
    Manifest two = web("containers", side, "");
    String port = "spec.template.spec.containers[name=side].ports[containerPort=81,protocol=TCP]";
    assertChanges(
        one,
        two,
        "+ spec.template.spec.containers[name=side].image: side:1",
        "+ " + port + ".containerPort: 81");
    assertChanges(
        two,
        one,
        "- spec.template.spec.containers[name=side].image: side:1",
        "- " + port + ".containerPort: 81");
  }

  @Test
  void volumesShowTheirSource() {
    String volumes =
        """
        , volumes: [{name: a}, {name: b, emptyDir: {}}, {name: c, configMap: {name: x}},
         {name: d, secret: {secretName: x}}, {name: e, hostPath: {path: /x}},
         {name: f, persistentVolumeClaim: {claimName: x}},
         {name: g, downwardAPI: {items: [{path: p, fieldRef: {fieldPath: metadata.name}}]}},
         {name: h, projected: {sources: [{serviceAccountToken: {path: t}}]}}]"""
            .replace("\n", "");
    String at = "+ spec.template.spec.volumes";
    assertChanges(
        web("volumes", "", ""),
        web("volumes", "", volumes),
        at + "[name=a].name: a",
        at + "[name=b].emptyDir: {}",
        at + "[name=c].configMap.name: x",
        at + "[name=d].secret.secretName: x",
        at + "[name=e].hostPath.path: /x",
        at + "[name=f].persistentVolumeClaim.claimName: x",
        at + "[name=g].downwardAPI.items[0].path: p",
        at + "[name=g].downwardAPI.items[0].fieldRef.fieldPath: metadata.name",
        at + "[name=h].projected.sources[0].serviceAccountToken.path: t");
  }

  @Test
  void aSourceOfAVolumeThatSaysNothingIsShownBesideAnImage() {
    Manifest api = yaml(source("1", "downwardAPI: {}"), "source");
    Manifest projected = yaml(source("2", "projected: {}"), "source");
    String image = APP + "image: app:1 → app:2";
    String at = " spec.template.spec.volumes[name=a].";
    assertChanges(api, projected, "-" + at + "downwardAPI: {}", "+" + at + "projected: {}", image);
    assertChanges(
        api,
        "-" + at + "projected: {}",
        "+" + at + "downwardAPI: {}",
        APP + "image: app:2 → app:1");
    assertChanges(
        yaml(source("1", "emptyDir: {}"), "source"),
        "-" + at + "downwardAPI: {}",
        "+" + at + "emptyDir: {}");
  }

  private static String source(String image, String source) {
    String volumes = ", volumes: [{name: a, " + source + "}]";
    return WEB.replace("app:1", "app:" + image).replace("MORE", volumes);
  }

  @Test
  void theMirrorOfAServiceAccountIsNotShown() {
    Manifest one = web("account", "", ", serviceAccountName: one");
    assertChanges(web("account", "", ""), one, "+ spec.template.spec.serviceAccountName: one");
    assertChanges(
        one,
        web("account", "", ", serviceAccountName: two"),
        "spec.template.spec.serviceAccountName: one → two");
  }

  @Test
  void aValueThatFallsBackToItsDefaultIsShown() {
    Manifest scaled = yaml(WEB.replace("{selector", "{replicas: 3, selector"), "scaled");
    assertChanges(scaled, yaml(WEB, "scaled"), "spec.replicas: 3 → 1");
    Manifest pulled = web("pulled", ", imagePullPolicy: Never", "");
    assertChanges(pulled, web("pulled", "", ""), APP + "imagePullPolicy: Never → IfNotPresent");
  }

  @Test
  void aNewPortOfAServiceIsShownWithoutWhatTheClusterChooses() {
    Manifest one = service("ports", "type: NodePort, ports: [{name: a, port: 80}]");
    String added = "{name: b, port: 81}, {name: c, port: 82, targetPort: http}";
    Manifest two = service("ports", "type: NodePort, ports: [{name: a, port: 80}, " + added + "]");
    assertChanges(
        one,
        two,
        "+ spec.ports[port=81,protocol=TCP].name: b",
        "+ spec.ports[port=82,protocol=TCP].name: c",
        "+ spec.ports[port=82,protocol=TCP].targetPort: http");
    Manifest bare = service("bare", "ports: [{port: 80}]");
    diffs.apply(service("bare", "type: ExternalName, externalName: a.example.com"));
    assertEquals(
        """
        spec.type: ExternalName → ClusterIP
        - spec.externalName: a.example.com
        + spec.ports[port=80,protocol=TCP].port: 80""",
        diffs.changes(bare));
  }

  @Test
  void aChosenValueThatGoesIsShown() {
    Manifest open = service("open", "type: NodePort, ports: [{port: 80}]");
    diffs.apply(open);
    String text = diffs.changes(service("open", "type: ClusterIP, ports: [{port: 80}]"));
    assertTrue(
        text.matches(
            "- spec.ports\\[port=80,protocol=TCP].nodePort: \\d+\n"
                + "spec.type: NodePort → ClusterIP"),
        text);
  }

  /** {@code kubectl apply} owns the defaults of what it made. */
  @Test
  void whatIsTakenOverShowsNoDefaultsThatGo(@TempDir Path folder) throws Exception {
    String probed = PROBE.replace("}}", "}, periodSeconds: 7}");
    Path file = Files.writeString(folder.resolve("web.yml"), text("taken", probed, ""));
    real.kubectl("apply", "-f", file.toString());
    assertChanges(
        web("taken", "", ""),
        "- " + APP + "readinessProbe.httpGet.path: /up",
        "- " + APP + "readinessProbe.httpGet.port: 80",
        "- " + APP + "readinessProbe.periodSeconds: 7");
  }

  @Test
  void aValueOfAnotherManagerThatChangesIsShown() throws Exception {
    diffs.apply(web("theirs", "", ""));
    real.kubectl("scale", "deployment", "theirs", "--replicas=4");
    Manifest scaled = yaml(WEB.replace("{selector", "{replicas: 1, selector"), "theirs");
    OwnershipRules taking = new OwnershipRules(new ConflictRules(Choice.TAKE, Map.of()), Set.of());
    assertEquals("spec.replicas: 4 → 1", RealDiffs.text(diffs.of(scaled, taking)));
  }

  @Test
  void defaultsOfACustomKindAreThoseOfItsDefinition() throws Exception {
    withDefinition(
        "plain",
        db -> {
          Manifest one = yaml(db + "{size: 1}", "one");
          ObjectDiff created = diffs.of(one, OwnershipRules.STRICT);
          assertEquals(List.of(), created.remarks());
          assertEquals("+ spec.size: 1", RealDiffs.text(created));
          assertChanges(
              one,
              yaml(db + "{size: 1, shards: [{id: 1}, {id: 2, mode: r}], backup: {keep: 5}}", "one"),
              "+ spec.backup.keep: 5",
              "+ spec.shards[id=1].id: 1",
              "+ spec.shards[id=2].mode: r");
          Manifest bare = yaml(db + "{size: 2, backup: {}, env: [{value: s3cret}]}", "bare");
          assertChanges(
              yaml(db + "{size: 1}", "bare"),
              bare,
              "spec.size: 1 → 2",
              "+ spec.backup: {}",
              "+ spec.env[name=DB_PASSWORD]: *** #");
          assertChanges(
              yaml(db + "{size: 3}", "bare"),
              "- spec.backup: {}",
              "- spec.env[name=DB_PASSWORD]: *** #",
              "spec.size: 2 → 3");
        });
  }

  @Test
  void partsOfADefaultThatGoAreShown(@TempDir Path folder) throws Exception {
    withDefinition(
        "parts",
        db -> {
          assertChanges(
              yaml(db + "{size: 1, rules: [{limits: {cpu: 1, mem: 5}}]}", "own"),
              yaml(db + "{size: 2, rules: [{limits: {mem: 5}}]}", "own"),
              "- spec.rules[0].limits.cpu: 1",
              "spec.size: 1 → 2");
          String fields = "limits: {cpu: 1, memory: 5}, names: [a, z], notes: {k: x, l: v}";
          String theirs = (db + "{size: 1, " + fields + "}").replace("NAME", "taken");
          Path file = Files.writeString(folder.resolve("db.yml"), theirs);
          real.kubectl("apply", "-n", real.namespace(), "-f", file.toString());
          assertChanges(
              yaml(db + "{size: 2, limits: {memory: 5}, names: [a], notes: {l: v}}", "taken"),
              "- spec.limits.cpu: 1",
              "- spec.names[1]: z",
              "- spec.notes.k: x",
              "spec.size: 1 → 2");
        });
  }

  private interface Trial {
    void of(String db) throws Exception;
  }

  /** With a kind of its own, and the beginning of an object of it. */
  private static void withDefinition(String name, Trial trial) throws Exception {
    String group = name + "." + real.namespace() + ".example.com";
    diffs.apply(yaml(DEFINITION.replace("GROUP", group), "dbs." + group));
    try {
      trial.of("apiVersion: %s/v1\nkind: Db\nmetadata: {name: NAME}\nspec: ".formatted(group));
    } finally {
      real.kubectl("delete", "crd", "dbs." + group);
    }
  }

  @Test
  void theCompletionThatANewJobLosesIsShown() {
    String job =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: NAME}
        spec: {suspend: true, %s template: {spec: {restartPolicy: Never,
          containers: [{name: app, image: 'app:%s'}]}}}
        """;
    diffs.apply(yaml(job.formatted("", "1"), "job"));
    OwnershipRules recreating =
        new OwnershipRules(new ConflictRules(Choice.TAKE, Map.of()), Set.of("Job"));
    Manifest parallel = yaml(job.formatted("parallelism: 2,", "2"), "job");
    assertEquals(
        """
        spec.parallelism: 1 → 2
        - spec.completions: 1
        spec.template.spec.containers[name=app].image: app:1 → app:2""",
        RealDiffs.text(diffs.of(parallel, recreating)));
  }

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: NAME}
      spec:
        group: GROUP
        scope: Namespaced
        names: {plural: dbs, kind: Db}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    size: {type: integer}
                    mode: {type: string, default: rw}
                    tags: {type: array, items: {type: string}, default: [a]}
                    limits: {type: object, default: {cpu: 1}, properties: {cpu: {type: integer},
                      memory: {type: integer, default: 2}}}
                    names: {type: array, x-kubernetes-list-type: set,
                      items: {type: string, default: z}}
                    notes: {type: object, additionalProperties: {type: string, default: x}}
                    rules: {type: array, items: {type: object, properties: {limits: {type: object,
                      default: {cpu: 1, mem: 2}, properties: {cpu: {type: integer},
                        mem: {type: integer}}}}}}
                    backup: {type: object, properties: {at: {type: string, default: night},
                      keep: {type: integer}}}
                    env: {type: array, items: {type: object, properties: {
                      name: {type: string, default: DB_PASSWORD}, value: {type: string}}}}
                    shards: {type: array, x-kubernetes-list-type: map,
                      x-kubernetes-list-map-keys: [id], items: {type: object, required: [id],
                        properties: {id: {type: integer}, mode: {type: string, default: rw}}}}
      """;

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: NAME, labels: {app: NAME}}
      spec: {selector: {matchLabels: {app: NAME}}, template: {metadata: {labels: {app: NAME}},
        spec: {containers: [{name: app, image: 'app:1'EXTRA}]MORE}}}
      """;

  private static Manifest web(String name, String container, String pod) {
    return yaml(text(name, container, pod), name);
  }

  private static String text(String name, String container, String pod) {
    return WEB.replace("EXTRA", container).replace("MORE", pod).replace("NAME", name);
  }

  private static Manifest service(String name, String spec) {
    String head = "apiVersion: v1\nkind: Service\nmetadata: {name: NAME}\nspec: ";
    return yaml(head + "{" + spec + "}", name);
  }

  private static Manifest yaml(String text, String name) {
    String filled = text.replace("NAME", name).replace("EXTRA", "").replace("MORE", "");
    return Manifests.read("deploy/test.yml", filled.getBytes(StandardCharsets.UTF_8)).stream()
        .map(ServerDefaultsTest::placed)
        .findFirst()
        .orElseThrow();
  }

  private static Manifest placed(Manifest manifest) {
    return manifest.ref().kind().equals("CustomResourceDefinition")
        ? manifest
        : manifest.inNamespace(real.namespace());
  }

  private static void assertChanges(Manifest before, Manifest after, String... lines) {
    diffs.apply(before);
    assertChanges(after, lines);
  }

  private static void assertChanges(Manifest after, String... lines) {
    assertEquals(String.join("\n", lines), diffs.changes(after).replaceAll("#\\p{XDigit}+", "#"));
    diffs.apply(after);
    assertEquals(1, diffs.of(List.of(after)).unchanged());
  }
}
