package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Outdated;
import io.activo.deploy.kubernetes.RealCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be changed is refused in plain words, or made anew where that is allowed. */
class RecreationTest {
  @RegisterExtension private static final RealCluster real = new RealCluster("recreation");
  private final OwnedScene scene = OwnedScene.on(real);

  private Manifest relabelled(String name) {
    return scene.deployment(name, "{app: " + name + "}", "{app: other}");
  }

  @Test
  void aDeploymentsSelectorIsToldWithBothValues() {
    scene.apply(scene.deployment("web"));
    String expected =
        "deploy/web.yml:9:19: Deployment web: spec.selector.matchLabels.app is immutable (live"
            + " \"web\"; here \"other\"); give it another name, or let it be deleted and made anew:"
            + " kubernetes.recreate: [Deployment] (its pods stop meanwhile)";
    assertEquals(expected, scene.refused(relabelled("web")));
    Preview.Refused preview = (Preview.Refused) scene.preview(relabelled("web"));
    assertEquals(expected, preview.problem().toString());
  }

  @Test
  void aDeploymentIsMadeAnewWhereItIsAllowed() {
    scene.apply(scene.deployment("anew"));
    String uid = scene.uid(scene.deployment("anew"));
    OwnedScene recreating = scene.recreating("Deployment");
    Preview.Replaced preview = (Preview.Replaced) recreating.preview(relabelled("anew"));
    assertEquals(
        List.of(
            "spec.selector.matchLabels.app is immutable (live \"anew\"; here \"other\")",
            "its pods stop meanwhile"),
        preview.why());
    assertEquals("anew", preview.after().text("metadata", "name"));
    assertEquals(uid, scene.uid(relabelled("anew")));
    assertEquals(Applied.Change.RECREATED, recreating.change(relabelled("anew")));
    assertNotEquals(uid, scene.uid(relabelled("anew")));
    assertEquals(Applied.Change.UNCHANGED, recreating.change(relabelled("anew")));
  }

  @Test
  void anAutoscaledDeploymentIsMadeAnewWithItsNumberOfPods() throws Exception {
    scene.apply(scene.deployment("scaled"));
    scene.kubectl("scale", "deployment/scaled", "--replicas=2");
    Manifest autoscaler =
        scene.manifest(
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: scaled}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: scaled}
            """);
    scene.recreating("Deployment").releasing(autoscaler).apply(relabelled("scaled"));
    assertEquals(Optional.of(2), scene.replicas(relabelled("scaled")));
  }

  @Test
  void whatIsLeftToOthersIsMadeAnewWithItsValue() throws Exception {
    scene.apply(scene.deployment("left"));
    scene.kubectl("scale", "deployment/left", "--replicas=3");
    scene.kubectl("set", "image", "deployment/left", "app=none:9");
    Manifest now = relabelled("left");
    OwnedScene leaving =
        scene
            .conflicts(
                "Deployment/left/spec.replicas: leave",
                "Deployment/left/spec.template.spec.containers[name=app].image: leave")
            .recreating("Deployment");
    Preview preview = leaving.preview(now);
    Preview.Replaced replaced =
        assertInstanceOf(Preview.Replaced.class, preview, preview::toString);
    assertEquals(Optional.of(3), replaced.after().value("spec", "replicas"));
    assertEquals(Applied.Change.RECREATED, leaving.change(now));
    assertEquals(Optional.of(3), scene.replicas(now));
    assertEquals("none:9", scene.image(now));
  }

  @Test
  void aJobIsMadeAnewOnlyWhereItIsAllowed() {
    scene.apply(scene.job("once", "none:1"));
    assertEquals(
        "deploy/web.yml:10:23: Job once: spec.template.spec.containers[0].image is immutable (live"
            + " \"none:1\"; here \"none:2\"); give it another name, or let it be deleted and made"
            + " anew: kubernetes.recreate: [Job]",
        scene.refused(scene.job("once", "none:2")));
    OwnedScene recreating = scene.recreating("Job");
    Preview.Replaced preview = (Preview.Replaced) recreating.preview(scene.job("once", "none:2"));
    assertEquals("once", preview.after().text("metadata", "labels", "job-name"));
    Applied applied = recreating.apply(scene.job("once", "none:2"));
    assertEquals(Applied.Change.RECREATED, applied.change());
    assertTrue(applied.warnings().get(0).startsWith("made anew: spec.template.spec.containers[0]"));
  }

  private Manifest privateJob(String variables) {
    return scene.manifest(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: private}
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: app
                  image: none:1
                  env: [%s]
        """
            .formatted(variables));
  }

  @Test
  void theFormerValueOfASecretVariableIsNotTold() {
    scene.apply(privateJob("{name: DB_PASSWORD, value: hunter2}"));
    String refused = scene.refused(privateJob("{name: DB_PASSWORD, value: other3}"));
    assertTrue(refused.contains("env[0].value is immutable (live *** #"), refused);
    assertTrue(!refused.contains("hunter2") && !refused.contains("other3"), refused);
    String more =
        scene.refused(privateJob("{name: DB_PASSWORD, value: other3}, {name: A, value: b}"));
    assertTrue(!more.contains("hunter2") && !more.contains("other3"), more);
  }

  @Test
  void whatWouldBeRefusedAnewIsNotDeleted() {
    Manifest job = scene.job("kept", "none:1");
    scene.apply(job);
    String uid = scene.uid(job);
    Manifest wrong =
        scene.manifest(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: kept}
            spec:
              template:
                spec:
                  restartPolicy: Always
                  containers: [{name: app, image: 'none:2'}]
            """);
    String refused = scene.recreating("Job").refused(wrong);
    assertTrue(refused.contains("restartPolicy"), refused);
    assertEquals(uid, scene.uid(job));
  }

  @Test
  void anotherObjectOfTheNameIsNotDeleted() {
    Manifest job = scene.job("other", "none:1");
    scene.apply(job);
    assertThrows(Outdated.class, () -> real.cluster().delete(job.ref(), "not-this-one"));
    assertTrue(scene.find(job).isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ConfigMap | {"apiVersion":"v1","immutable":true,"data":{"a":"OLD"}} | data.a is immutable (live "one"; here "two")
          Secret | {"apiVersion":"v1","immutable":true,"data":{"a":"OLD="}} | data.a is immutable (live *** #
          PersistentVolumeClaim | {"apiVersion":"v1","spec":{"storageClassName":"OLD","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Mi"}}}} | spec.storageClassName is immutable (live "one"; here "two")
          RoleBinding | {"apiVersion":"rbac.authorization.k8s.io/v1","roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"OLD"}} | roleRef.name is immutable (live "one"; here "two")
          StatefulSet | {"apiVersion":"apps/v1","spec":{"replicas":0,"serviceName":"OLD","selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"a","image":"none:OLD"}]}}}} | spec.serviceName is immutable (live "one"; here "two")
          Service | {"apiVersion":"v1","spec":{"clusterIP":"OLD","ports":[{"port":80}]}} | spec.clusterIP
          Pod | {"apiVersion":"v1","spec":{"nodeName":"OLD","containers":[{"name":"a","image":"none:1"}]}} | spec.nodeName is immutable (live "one"; here "two")
          """)
  void everyKindTellsWhatCannotBeChanged(String kind, String text, String why) {
    scene.apply(immutable(kind, text.replace("\"clusterIP\":\"OLD\",", "").replace("OLD", "one")));
    String refused =
        scene.refused(
            immutable(kind, text.replace("IP\":\"OLD", "IP\":\"None").replace("OLD", "two")));
    assertTrue(refused.contains(why), refused);
    assertTrue(refused.contains("kubernetes.recreate: [" + kind + "]"), refused);
    assertTrue(!refused.contains("none:two") && !refused.contains("\"one=\""), refused);
  }

  private Manifest immutable(String kind, String text) {
    String head = "{\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"fixed\"},";
    return scene.manifest(head + text.substring(1));
  }
}
