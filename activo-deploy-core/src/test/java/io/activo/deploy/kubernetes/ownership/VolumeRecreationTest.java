package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.problem.DeployException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds data is made anew only where it is allowed, and what is lost is told before. */
class VolumeRecreationTest {
  @RegisterExtension private static final RealCluster real = new RealCluster("volumes");
  private final OwnedScene scene = OwnedScene.on(real);

  private Manifest claim(String name, String mode) {
    return claim(name, mode, "none-there");
  }

  private Manifest claim(String name, String mode, String storageClass) {
    return scene.manifest(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: %s}
        spec:
          accessModes: [%s]
          storageClassName: %s
          resources: {requests: {storage: 1Mi}}
        """
            .formatted(name, mode, storageClass));
  }

  private String name(String volume) {
    return real.namespace() + "-" + volume;
  }

  private Manifest volume(String name, String path) {
    return scene.manifest(
        """
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: NAME}
        spec:
          accessModes: [ReadWriteOnce, ReadWriteMany]
          capacity: {storage: 1Mi}
          storageClassName: NAME
          hostPath: {path: %s}
        """
            .formatted(path)
            .replace("NAME", name(name)));
  }

  private void isMadeAnew(Manifest before, Manifest after, List<String> why) {
    scene.apply(before);
    String uid = scene.uid(before);
    OwnedScene recreating = scene.recreating(before.ref().kind());
    Preview.Replaced preview = (Preview.Replaced) recreating.preview(after);
    assertEquals(why, preview.why());
    assertEquals(uid, scene.uid(before));
    Applied applied = recreating.apply(after);
    assertEquals(Applied.Change.RECREATED, applied.change());
    assertEquals(why.stream().map(one -> "made anew: " + one).toList(), applied.warnings());
    assertNotEquals(uid, scene.uid(after));
  }

  private static final String CLAIM_LOSS =
      "its data is lost, or stays in a retained volume that the new claim does not get; it goes only"
          + " when no pod uses it";

  @Test
  void aClaimIsMadeAnewWithTheLossToldBefore() {
    isMadeAnew(
        claim("data", "ReadWriteOnce"),
        claim("data", "ReadWriteMany"),
        List.of(
            "spec.accessModes[0] is immutable (live \"ReadWriteOnce\"; here \"ReadWriteMany\")",
            CLAIM_LOSS));
  }

  @Test
  void aVolumeIsMadeAnewWithTheLossToldBefore() throws Exception {
    try {
      isMadeAnew(
          volume("free", "/tmp/one"),
          volume("free", "/tmp/two"),
          List.of(
              "spec.hostPath.path is immutable (live \"/tmp/one\"; here \"/tmp/two\")",
              "its data may be lost; it goes only when its claim is gone"));
    } finally {
      scene.kubectl("delete", "persistentvolume", name("free"));
    }
  }

  /** The sentence of the loss is true: a retained volume remembers the claim that it had. */
  @Test
  void aRetainedVolumeIsNotGivenToTheNewClaim() throws Exception {
    Manifest claim = claim("kept", "ReadWriteOnce", name("kept"));
    try {
      bind(volume("kept", "/tmp/one"), claim);
      scene.recreating(claim.ref().kind()).apply(claim("kept", "ReadWriteMany", name("kept")));
      hasPhase("persistentvolume/" + name("kept"), "Released");
      assertEquals("Pending", scene.live(claim).text("status", "phase"));
    } finally {
      scene.kubectl("delete", "persistentvolume", name("kept"));
    }
  }

  @Test
  void aVolumeOfAClaimIsHeldByItsFinalizer() throws Exception {
    Manifest volume = volume("bound", "/tmp/one");
    bind(volume, claim("bound", "ReadWriteOnce", name("bound")));
    assertEquals(
        List.of("finalizer: kubernetes.io/pv-protection (a claim is bound to it)"), held(volume));
    scene.kubectl("delete", "persistentvolumeclaim", "bound");
    scene.kubectl("wait", "--for=delete", "persistentvolume/" + name("bound"), "--timeout=30s");
  }

  private void bind(Manifest volume, Manifest claim) throws Exception {
    scene.apply(volume);
    scene.apply(claim);
    hasPhase("persistentvolumeclaim/" + claim.ref().name(), "Bound");
  }

  private void hasPhase(String object, String phase) throws Exception {
    scene.kubectl("wait", "--for=jsonpath={.status.phase}=" + phase, object, "--timeout=30s");
  }

  /** The garbage collector says so when it has looked. */
  private void hasNoDependents(Manifest manifest) {
    int looks = 0;
    while (isLookedAt(scene.live(manifest)) && looks < 300) {
      looks++;
    }
  }

  private static boolean isLookedAt(LiveObject live) {
    return live.value("metadata", "finalizers")
        .filter(all -> all.toString().contains("foregroundDeletion"))
        .isPresent();
  }

  /** What is told of an object that does not go. */
  private List<String> held(Manifest manifest) {
    Recreation impatient = new Recreation(real.cluster(), pause -> hasNoDependents(manifest));
    LiveObject live = scene.live(manifest);
    return assertThrows(DeployException.class, () -> impatient.delete(manifest.ref(), live))
        .problems()
        .get(0)
        .detail();
  }

  @Test
  void aClaimInUseIsHeldByItsFinalizer() throws Exception {
    Manifest claim = claim("held", "ReadWriteOnce");
    scene.apply(claim);
    scene.kubectl(
        scene.manifest(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: holder}
            spec:
              nodeName: none-there
              terminationGracePeriodSeconds: 0
              containers: [{name: app, image: 'none:1'}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: held}}]
            """),
        "create");
    assertEquals(List.of("finalizer: kubernetes.io/pvc-protection (a pod uses it)"), held(claim));
  }
}
