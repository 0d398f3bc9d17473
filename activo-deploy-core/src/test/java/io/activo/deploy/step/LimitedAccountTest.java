package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check before a deploy, by an account that may not do everything, on a real cluster. */
class LimitedAccountTest {
  private static final String MAP =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
          + "\"metadata\":{\"name\":\"%s\",\"namespace\":\"NAMESPACE\"},\"data\":{\"a\":\"%s\"}}";

  @RegisterExtension private final RealCluster real = new RealCluster("limited");
  private final List<String> lines = new ArrayList<>();
  private Cluster limited;

  @BeforeEach
  void connect() {
    limited = RealCluster.connect(real.beside("kubeconfig-limited"));
  }

  @AfterEach
  void disconnect() {
    limited.close();
  }

  @Test
  void isRefusedWithoutAnyRightAndNamesEachObjectOnce() {
    assertEquals(
        List.of(
            "user 'limited' may not patch configmaps in namespace NAMESPACE; bind the user to a Role"
                + " in namespace NAMESPACE that allows get, create and patch of configmaps"
                + " [patch: ConfigMap a, ConfigMap b]"),
        refused(map("a"), map("b")));
  }

  @Test
  void isRefusedWhereItMayOnlyReadAsAPullRequestsAccount() throws Exception {
    grant("get,list");
    there("old");
    assertEquals(
        List.of("user 'limited' may not patch configmaps [patch: ConfigMap old, ConfigMap new]"),
        shortly(refused(map("old", "changed"), map("new"))));
  }

  @Test
  void onlyReadingIsEnoughToCompare() throws Exception {
    grant("get,list");
    Diff diff =
        new Previews(limited, OwnershipRules.STRICT, Masker.ofUrls())
            .all(release(Set.of(), map("new")), Progress.none());
    assertEquals(1, diff.unknown());
    assertEquals(0, diff.refused());
  }

  @Test
  void isRefusedOfWhatIsNewWhereItMayOnlyPatch() throws Exception {
    grant("get,patch");
    there("old");
    assertEquals(
        List.of("user 'limited' may not create configmaps [create: ConfigMap new]"),
        shortly(refused(map("old", "changed"), map("new"))));
  }

  @Test
  void goesOnWhereItMayApplyAndNotLook() throws Exception {
    grant("create,patch");
    there("old");
    assertInstanceOf(StepResult.Done.class, check(Set.of(), map("old", "changed"), map("new")));
  }

  @Test
  void goesOnWhereNothingIsToBeChanged() throws Exception {
    there("old");
    grant("get,list");
    assertInstanceOf(StepResult.Done.class, check(Set.of(), map("old")));
  }

  @Test
  void goesOnWhereTheReleaseMayGrantTheRight() throws Exception {
    real.kubectl("create", "role", "binder", "--verb=get,create,patch", "--resource=rolebindings");
    real.kubectl("create", "rolebinding", "binder", "--role=binder", "--user=limited");
    Manifest binding =
        real.here(
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding",
             "metadata":{"name":"more","namespace":"NAMESPACE"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"binder"},
             "subjects":[{"kind":"User","name":"other","apiGroup":"rbac.authorization.k8s.io"}]}""");
    assertInstanceOf(StepResult.Done.class, check(Set.of(), binding, map("new")));
    assertTrue(
        lines.contains("cannot tell of 1 object whether the cluster takes it"), () -> "" + lines);
  }

  @Test
  void aNamespaceThatMayNotBeLookedAtIsNotMadeAndComesWithNothing() {
    assertInstanceOf(StepResult.Failed.class, check(Set.of(real.namespace()), map("new")));
  }

  @Test
  void aNamespaceAmongTheManifestsMayComeWithRights() throws Exception {
    real.kubectl("create", "role", "make", "--verb=patch", "--resource=namespaces");
    real.kubectl("create", "rolebinding", "make", "--role=make", "--user=limited");
    Manifest namespace =
        RealCluster.manifest(
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
                .formatted(real.namespace()));
    assertInstanceOf(StepResult.Done.class, check(Set.of(), namespace, map("new")));
  }

  @Test
  void aNamespaceThatIsThereAlreadyComesWithNothing() throws Exception {
    real.kubectl("create", "role", "see", "--verb=get", "--resource=namespaces");
    real.kubectl("create", "rolebinding", "see", "--role=see", "--user=limited");
    assertInstanceOf(StepResult.Failed.class, check(Set.of(real.namespace()), map("new")));
  }

  private void grant(String verbs) throws Exception {
    real.kubectl("create", "role", "limited", "--verb=" + verbs, "--resource=configmaps");
    real.kubectl("create", "rolebinding", "limited", "--role=limited", "--user=limited");
  }

  private void there(String name) {
    real.cluster().apply(map(name), ApplyMode.WRITE);
  }

  private Manifest map(String name) {
    return map(name, "1");
  }

  private Manifest map(String name, String value) {
    return real.here(MAP.formatted(name, value));
  }

  private List<String> refused(Manifest... manifests) {
    StepResult result = check(Set.of(), manifests);
    Stream.of(manifests)
        .map(Manifest::ref)
        .filter(ref -> !ref.name().equals("old"))
        .forEach(ref -> assertEquals(Optional.empty(), real.cluster().get(ref)));
    return assertInstanceOf(StepResult.Failed.class, result).problems().stream()
        .map(this::line)
        .toList();
  }

  private String line(Problem problem) {
    String line = problem.what() + "; " + problem.fix() + " " + problem.detail();
    return line.replace(real.namespace(), "NAMESPACE");
  }

  private static List<String> shortly(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst(" in namespace .*? \\[", " [")).toList();
  }

  private PlannedRelease release(Set<String> made, Manifest... manifests) {
    return new PlannedRelease(List.of(manifests), real.namespace(), made, Set.of());
  }

  private StepResult check(Set<String> made, Manifest... manifests) {
    return new CheckCluster(
            () -> limited,
            "context it",
            release(made, manifests),
            OwnershipRules.STRICT,
            Optional.empty(),
            new ReleasedImages(),
            Masker.ofUrls())
        .run(
            new Progress() {
              @Override
              public void line(String text) {
                lines.add(text);
              }

              @Override
              public void status(String text) {}
            });
  }
}
