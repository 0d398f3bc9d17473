package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.lint.OwnImages;
import io.activo.deploy.rehearsal.RehearsalCluster;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is checked again once a cluster is known, and what is not. */
class CheckedManifestsTest {
  private static final KubernetesVersion OLD = new KubernetesVersion(1, 33);
  private static final KubernetesVersion NEW = new KubernetesVersion(1, 34);

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        hostnameOverride: shop.example
        containers:
          - name: app
            image: acme/web:1
            envFrom: [{configMapRef: {name: settings}}]
      """;

  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """;

  private final RehearsalCluster rehearsed = new RehearsalCluster();
  private final List<String> asked = new ArrayList<>();

  @Test
  void whatNeedsNothingOfTheClusterIsCheckedOnce() {
    Judgement online = checked(Optional.of(NEW), POD + "---\n" + SETTINGS).online(NEW);
    assertEquals(List.of(), found(online));
    assertEquals(List.of(), asked);
  }

  @Test
  void whatIsMeantAndNotAmongThemIsAskedFor() {
    assertEquals(
        List.of("missing-reference spec.containers[0].envFrom[0].configMapRef.name"),
        found(checked(Optional.of(NEW), POD).online(NEW)));
    assertEquals(List.of("get ConfigMap settings"), asked);
  }

  @Test
  void aClusterOfAnotherVersionIsAskedByItsSchemas() {
    String release = POD + "---\n" + SETTINGS;
    assertEquals(List.of(), found(checked(Optional.empty(), release).online(NEW)));
    assertEquals(
        List.of("unknown-field spec.hostnameOverride"),
        found(checked(Optional.empty(), release).online(OLD)));
  }

  @Test
  void objectsThatHaveChangedSinceAreCheckedAnew() {
    Case one = checked(Optional.of(NEW), POD + "---\n" + SETTINGS);
    List<Manifest> now = manifests((POD + "---\n" + SETTINGS).replace("envFrom", "envForm"));
    assertEquals(
        List.of("unknown-field spec.containers[0].envForm"),
        found(one.checked().online(now, cluster(NEW))));
  }

  private record Case(CheckedManifests checked, List<Manifest> manifests, CheckedManifestsTest of) {
    Judgement online(KubernetesVersion version) {
      return checked.online(manifests, of.cluster(version));
    }
  }

  private Case checked(Optional<KubernetesVersion> version, String text) {
    ManifestChecks checks =
        new ManifestChecks(
            version, List.of(), new OwnImages(Set.of(), image -> false), Optional.empty());
    List<Manifest> manifests = manifests(text);
    return new Case(checks.offline(manifests), manifests, this);
  }

  private static List<Manifest> manifests(String text) {
    return Manifests.read("m.yml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> found(Judgement judgement) {
    List<Finding> all = new ArrayList<>(judgement.errors());
    all.addAll(judgement.warnings());
    return all.stream().map(one -> one.rule() + " " + one.field()).toList();
  }

  /** The rehearsed cluster in a version, which notes what it is asked for. */
  private Cluster cluster(KubernetesVersion version) {
    return (Cluster)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("version")) {
                return Optional.of(version);
              }
              asked.add(method.getName() + " " + arguments[0]);
              return method.invoke(rehearsed, arguments);
            });
  }
}
