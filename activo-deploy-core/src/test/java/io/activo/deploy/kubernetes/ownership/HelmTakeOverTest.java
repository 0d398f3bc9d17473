package io.activo.deploy.kubernetes.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.OtherManagers;
import io.activo.deploy.kubernetes.RealCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Helm installed becomes ours, without what the release has no more. */
class HelmTakeOverTest {
  private static final String MANAGED_BY = ".metadata.labels.app.kubernetes.io/managed-by";

  /**
   * All that is other than Helm left it. A map that is empty then is gone; a Job without labels
   * gets those of its pods by default.
   */
  private static final String CHANGES =
      """
      ConfigMap .data.OLD .metadata.annotations MANAGED_BY .metadata.labels.tier
      Secret .data.STALE .metadata.annotations MANAGED_BY
      Service .metadata.annotations MANAGED_BY .spec.ports
      Deployment .metadata.annotations.meta.helm.sh/release-name \
      .metadata.annotations.meta.helm.sh/release-namespace MANAGED_BY .metadata.labels.team \
      .metadata.labels.tier .spec.template.spec.containers[0].env
      HorizontalPodAutoscaler .metadata.annotations MANAGED_BY .spec.maxReplicas
      Job .metadata.annotations MANAGED_BY .metadata.labels.batch.kubernetes.io/controller-uid \
      .metadata.labels.batch.kubernetes.io/job-name .metadata.labels.controller-uid \
      .metadata.labels.job-name
      PersistentVolumeClaim .metadata.annotations .metadata.labels
      Ingress .metadata.annotations .metadata.labels
      StatefulSet .metadata.annotations .metadata.labels
      """
          .replace("MANAGED_BY", MANAGED_BY);

  @RegisterExtension private final RealCluster real = new RealCluster("helm");

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"helm-4.3.1", "helm-4.3.1-client-side", "helm-3.18.4"})
  void nothingStaleIsLeftAndNothingElseIsLost(String program) throws Exception {
    RecordedObjects recorded = RecordedObjects.of(program + ".json");
    recorded.recreate(real);
    Manifest[] release =
        Manifests.read("release.yaml", RecordedObjects.text("release.yaml")).stream()
            .map(manifest -> manifest.inNamespace(real.namespace()))
            .toArray(Manifest[]::new);
    OwnedScene scene = OwnedScene.on(real).releasing(release);
    scene.kubectl("label", "deployment", "shop", "team=kept");
    Stream.of(release).forEach(manifest -> takesOver(scene, manifest));
    assertEquals(CHANGES, changes(recorded, scene));
  }

  private static void takesOver(OwnedScene scene, Manifest manifest) {
    Optional<Object> planned = scene.applicable(manifest).after().value("spec");
    Applied applied = scene.apply(manifest);
    assertEquals(Applied.Change.CHANGED, applied.change());
    String remark = applied.warnings().get(0);
    assertTrue(remark.startsWith("taken over from Helm release shop: what it applied"), remark);
    assertTrue(
        remark.matches(".* kubectl delete secret -n shop-. -l owner=helm,name=shop"), remark);
    assertEquals(planned, scene.live(manifest).value("spec"));
    assertEquals(Applied.Change.UNCHANGED, scene.change(manifest));
  }

  @Test
  void whatHelmUpgradesAfterwardsIsTakenOverAgain() {
    OwnedScene scene = OwnedScene.on(real);
    Manifest ours = scene.manifest(settings("{MODE: testing}"));
    scene.apply(ours);
    try (OtherManagers helm = new OtherManagers(real.kubeconfig())) {
      assertTrue(helm.merge(scene.manifest(settings("{OLD: 'yes'}")), "helm").isPresent());
    }
    assertEquals(Applied.Change.CHANGED, scene.change(ours));
    assertEquals(Optional.of(Map.of("MODE", "testing")), scene.live(ours).value("data"));
    assertEquals(Applied.Change.UNCHANGED, scene.change(ours));
  }

  private static String settings(String data) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop}\ndata: " + data;
  }

  private static String changes(RecordedObjects recorded, OwnedScene scene) {
    StringBuilder changes = new StringBuilder();
    for (Manifest before : recorded.manifests(scene.real())) {
      Manifest after = RecordedObjects.manifest(scene.live(before), scene.real());
      changes.append(before.ref().kind());
      changed(before.content(), after.content())
          .filter(field -> !field.endsWith("deployment.kubernetes.io/revision"))
          .forEach(field -> changes.append(' ').append(field));
      changes.append('\n');
    }
    return changes.toString();
  }

  private static Stream<String> changed(Object before, Object after) {
    ManagedField root = new ManagedField(List.of());
    return Stream.concat(
            Differences.between(Optional.of(before), Optional.of(after), root).stream(),
            Differences.between(Optional.of(after), Optional.of(before), root).stream())
        .map(ManagedField::toString)
        .distinct()
        .sorted();
  }
}
