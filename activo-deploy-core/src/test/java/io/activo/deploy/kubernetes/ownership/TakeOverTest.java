package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects of kubectl apply and of Helm become ours, and the number of pods an autoscaler's. */
class TakeOverTest {
  private static final String LABELS = "labels: {app: NAME}\nspec";
  @RegisterExtension private static final RealCluster real = new RealCluster("take-over");
  private final OwnedScene scene = OwnedScene.on(real);

  private Manifest formerly(String name, String metadata) {
    return scene.deployment(
        name,
        LABELS.replace("NAME", name),
        "labels: {app: NAME, stale: 'yes'}\n".replace("NAME", name) + metadata + "spec",
        "containerPort: 80",
        "containerPort: 81",
        "replicas: 0",
        "replicas: 0\n  minReadySeconds: 5");
  }

  private void assertOursAlone(Manifest now) {
    LiveObject live = scene.live(now);
    assertEquals(Optional.empty(), live.value("metadata", "labels", "stale"));
    assertEquals(
        Optional.empty(), live.value("metadata", "annotations", "meta.helm.sh/release-name"));
    assertEquals(
        Optional.empty(),
        live.value("metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"));
    assertEquals(Optional.empty(), live.value("spec", "minReadySeconds"));
    LiveObject container = live.object("spec", "template", "spec").objects("containers").get(0);
    assertEquals(1, container.objects("ports").size());
    assertEquals("kept", live.text("metadata", "labels", "team"));
    assertEquals(
        List.of("activo-deploy"),
        scene.owners(now, "spec.template.spec.containers[name=app].image"));
  }

  private void takesOver(Manifest now, String remark) throws Exception {
    scene.kubectl("label", "deployment", now.ref().name(), "team=kept");
    Optional<Object> written = scene.live(now).value("metadata", "generation");
    Preview.Applicable preview = scene.applicable(now);
    assertTrue(preview.remarks().get(0).startsWith(remark), preview.remarks().toString());
    assertEquals(1, preview.remarks().size(), preview.remarks().toString());
    assertEquals(written, scene.live(now).value("metadata", "generation"));
    assertTrue(scene.objects().changesOwners(now, scene.live(now)));
    Applied applied = scene.apply(now);
    assertFalse(scene.objects().changesOwners(now, scene.live(now)));
    assertEquals(Applied.Change.CHANGED, applied.change());
    assertEquals(preview.remarks(), applied.warnings());
    assertOursAlone(now);
    assertEquals(scene.live(now).value("spec"), preview.after().value("spec"));
    assertEquals(Applied.Change.UNCHANGED, scene.change(now));
  }

  @Test
  void whatKubectlAppliedIsTakenOverWithoutStaleFields() throws Exception {
    scene.kubectl(formerly("applied", ""), "apply");
    takesOver(
        scene.deployment("applied", "none:1", "none:2"), "taken over from kubectl apply: what");
  }

  @Test
  void whatHelm3InstalledIsTakenOverWithoutStaleFields() throws Exception {
    String release = "  annotations: {meta.helm.sh/release-name: shop}\n";
    scene.kubectl(formerly("helm3", release), "create", "--field-manager=helm");
    takesOver(
        scene.deployment("helm3", "none:1", "none:2"),
        "taken over from Helm release shop: what it applied and the manifest lacks is removed;"
            + " `helm uninstall` of Helm 3 would now delete the object");
  }

  @Test
  void whatHelm4AppliedIsTakenOverWithoutStaleFields() throws Exception {
    String release = "  annotations: {meta.helm.sh/release-name: shop}\n";
    scene.kubectl(formerly("helm4", release), "apply", "--server-side", "--field-manager=helm");
    takesOver(scene.deployment("helm4", "none:1", "none:2"), "taken over from Helm release shop");
  }

  /** A controller writes the status whenever it likes. */
  private static List<String> managers(LiveObject live) {
    return Manager.of(live).stream()
        .map(Manager::toString)
        .filter(name -> !name.endsWith(" (status)"))
        .toList();
  }

  @Test
  void whatIsRefusedStaysWithTheToolThatHasIt() throws Exception {
    Manifest web = scene.deployment("refused");
    scene.kubectl(web, "apply");
    List<String> before = managers(scene.live(web));
    String invalid = scene.refused(scene.deployment("refused", "80}", "80, protocol: IP}"));
    assertTrue(invalid.contains("protocol"), invalid);
    assertEquals(before, managers(scene.live(web)));
    String generation = scene.live(web).text("metadata", "generation");
    scene.refused(scene.deployment("refused", "{app: refused}", "{app: other}"));
    assertEquals(before, managers(scene.live(web)));
    assertEquals(generation, scene.live(web).text("metadata", "generation"));
  }

  @Test
  void aConflictWithAThirdManagerKeepsItFromBeingTakenOver() throws Exception {
    Manifest web = scene.deployment("third");
    scene.kubectl(web, "apply");
    scene.kubectl("set", "image", "deployment/third", "app=none:9");
    List<String> before = managers(scene.live(web));
    scene.refused(web);
    assertEquals(before, managers(scene.live(web)));
  }

  @Test
  void aStaleFieldThatForbidsANewOneIsNoObstacle() throws Exception {
    String strategy =
        "replicas: 0\n  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2}}";
    scene.kubectl(scene.deployment("stale", "replicas: 0", strategy), "apply");
    Manifest now =
        scene.deployment("stale", "replicas: 0", "replicas: 0\n  strategy: {type: Recreate}");
    LiveObject after = scene.applicable(now).after();
    assertEquals(Optional.of(Map.of("type", "Recreate")), after.value("spec", "strategy"));
    assertEquals(Applied.Change.CHANGED, scene.change(now));
    assertEquals(after.value("spec", "strategy"), scene.live(now).value("spec", "strategy"));
  }

  @Test
  void anObjectThatChangesMeanwhileIsReadAgain() throws Exception {
    Manifest web = scene.deployment("meanwhile");
    scene.kubectl(web, "apply");
    Optional<LiveObject> before = scene.find(web);
    scene.kubectl("label", "deployment", "meanwhile", "team=kept");
    assertEquals(Applied.Change.CHANGED, scene.objects().apply(web, before).change());
    assertEquals("kept", scene.live(web).text("metadata", "labels", "team"));
  }

  @Test
  void anObjectThatCouldNotBeReadBeforeIsTakenOverAtTheConflict() throws Exception {
    Manifest web = scene.deployment("unread");
    scene.kubectl(web, "apply");
    scene.objects().apply(scene.deployment("unread", "none:1", "none:2"), Optional.empty());
    assertEquals(
        List.of("activo-deploy"),
        scene.owners(web, "spec.template.spec.containers[name=app].image"));
  }

  @Test
  void aFieldThatIsLeftStaysWithTheToolThatHadIt() throws Exception {
    Manifest web = scene.deployment("partly", "replicas: 0", "replicas: 2");
    scene.kubectl(web, "apply");
    OwnedScene leaving = scene.conflicts("spec.replicas: leave");
    Manifest ours = scene.deployment("partly", "none:1", "none:2");
    leaving.apply(ours);
    assertEquals(List.of("kubectl-client-side-apply"), scene.owners(web, "spec.replicas"));
    assertEquals(Optional.of(2), scene.replicas(web));
    assertEquals(Applied.Change.UNCHANGED, leaving.change(ours));
  }

  private OwnedScene autoscaled(String name, String autoscaler) {
    return scene.releasing(scene.manifest(autoscaler.replace("NAME", name)));
  }

  private static final String HPA =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: NAME}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: NAME}
        maxReplicas: 5
      """;
  private static final String SCALED_OBJECT =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: {name: NAME}
      spec:
        scaleTargetRef: {name: NAME}
      """;

  @Test
  void theNumberOfPodsThatWasScaledStays() throws Exception {
    Manifest web = scene.deployment("scaled");
    OwnedScene release = autoscaled("scaled", HPA);
    assertEquals(Applied.Change.CREATED, release.change(web));
    assertEquals(Optional.of(0), scene.replicas(web));
    scene.kubectl("scale", "deployment/scaled", "--replicas=3");
    assertEquals(Optional.of(3), release.applicable(web).after().value("spec", "replicas"));
    release.apply(web);
    assertEquals(Optional.of(3), scene.replicas(web));
    assertEquals(Applied.Change.UNCHANGED, release.change(web));
  }

  @Test
  void aWorkloadThatIsMadeWithItsAutoscalerIsNotWrittenAgain() throws Exception {
    Manifest web = scene.deployment("made", "replicas: 0", "replicas: 2");
    OwnedScene release = autoscaled("made", HPA);
    assertEquals(Applied.Change.CREATED, release.change(web));
    assertEquals(Optional.of(2), scene.replicas(web));
    assertEquals(List.of("activo-deploy-scaling"), scene.owners(web, "spec.replicas"));
    assertFalse(release.objects().changesOwners(web, scene.live(web)));
    assertEquals(Applied.Change.UNCHANGED, release.change(web));
  }

  @Test
  void theNumberOfPodsThatWasNeverScaledIsGivenUpAndStays() throws Exception {
    Manifest web = scene.deployment("never", "replicas: 0", "replicas: 2");
    scene.apply(web);
    OwnedScene release = autoscaled("never", SCALED_OBJECT);
    assertEquals(
        List.of("spec.replicas is given up to its autoscaler, with the number that it has"),
        release.applicable(web).remarks());
    assertEquals(Optional.of(2), release.applicable(web).after().value("spec", "replicas"));
    assertEquals(List.of(), release.apply(web).warnings());
    assertEquals(Optional.of(2), scene.replicas(web));
    assertEquals(List.of("activo-deploy-scaling"), scene.owners(web, "spec.replicas"));
    assertEquals(Applied.Change.UNCHANGED, release.change(web));
    scene.kubectl("scale", "deployment/never", "--replicas=3");
    assertEquals(List.of("kubectl (scale)"), scene.owners(web, "spec.replicas"));
  }

  @Test
  void theNumberOfPodsIsOursAgainWithoutTheAutoscaler() throws Exception {
    Manifest web = scene.deployment("again", "replicas: 0", "replicas: 2");
    scene.apply(web);
    autoscaled("again", HPA).apply(web);
    assertEquals(Applied.Change.CHANGED, scene.change(scene.deployment("again")));
    assertEquals(Optional.of(0), scene.replicas(web));
    assertEquals(List.of("activo-deploy"), scene.owners(web, "spec.replicas"));
  }

  @Test
  void aManifestThatDropsReplicasForAnAutoscalerDoesNotResetThem() throws Exception {
    scene.apply(scene.deployment("dropped", "replicas: 0", "replicas: 2"));
    Manifest without = scene.deployment("dropped", "  replicas: 0\n", "");
    autoscaled("dropped", HPA).apply(without);
    assertEquals(Optional.of(2), scene.replicas(without));
  }

  @Test
  void anAutoscaledObjectOfKubectlApplyKeepsItsPods() throws Exception {
    Manifest web = scene.deployment("moved", "replicas: 0", "replicas: 2");
    scene.kubectl(web, "apply");
    OwnedScene release = autoscaled("moved", HPA);
    Manifest ours = scene.deployment("moved");
    assertEquals(Optional.of(2), release.applicable(ours).after().value("spec", "replicas"));
    release.apply(ours);
    assertEquals(Optional.of(2), scene.replicas(web));
    assertEquals(Applied.Change.UNCHANGED, release.change(ours));
  }
}
