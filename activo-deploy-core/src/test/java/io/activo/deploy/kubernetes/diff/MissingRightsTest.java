package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a diff says that applying will be forbidden. */
class MissingRightsTest {
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  private final List<ObjectDiff> objects = new ArrayList<>();

  @Test
  void eachKindAndNamespaceIsToldOnceWithEveryObjectAndVerb() {
    forbidden("ConfigMap", "a", "patch configmaps in namespace shop");
    forbidden("Service", "a", "create services in namespace shop");
    forbidden("ConfigMap", "b", "create configmaps in namespace shop");
    forbidden("ConfigMap", "c", "patch configmaps in namespace shop");
    forbidden("ClusterIssuer", "c", "patch clusterissuers.cert-manager.io in the whole cluster");
    assertEquals(
        List.of(
            "m.yml:1:1: user 'ci' may not create and patch configmaps in namespace shop; bind it"
                + " [create: ConfigMap b, patch: ConfigMap a, ConfigMap c]",
            "m.yml:2:1: user 'ci' may not create services in namespace shop; bind it"
                + " [create: Service a]",
            "m.yml:5:1: user 'ci' may not patch clusterissuers.cert-manager.io in the whole"
                + " cluster; bind it [patch: ClusterIssuer c]"),
        missing());
  }

  @ParameterizedTest
  @CsvSource({"get", "list"})
  void aForbiddenLookSaysNothingOfApplying(String verb) {
    forbidden("ConfigMap", "a", verb + " configmaps in namespace shop");
    assertEquals(List.of(), missing());
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, 0",
    "CHANGED, 0",
    "REPLACED, 0",
    "REFUSED, 0",
    "UNKNOWN, 0",
    "UNCHANGED, 1",
  })
  void whatTheReleaseMayGrantCannotBeKnown(Kind binding, int told) {
    forbidden("ConfigMap", "a", "patch configmaps in namespace shop");
    add(new ObjectRef(RBAC, "RoleBinding", "shop", "ci"), binding, Optional.empty());
    assertEquals(told, missing().size());
  }

  @Test
  void aRoleThatMayNotBeAppliedGrantsNothing() {
    forbidden("ConfigMap", "a", "patch configmaps in namespace shop");
    add(
        new ObjectRef(RBAC, "Role", "shop", "ci"),
        Kind.UNKNOWN,
        problem("patch roles.rbac.authorization.k8s.io in namespace shop"));
    assertEquals(2, missing().size());
  }

  @Test
  void aNamespaceThatIsMadeMayComeWithRights() {
    forbidden("ConfigMap", "a", "patch configmaps in namespace shop");
    assertEquals(List.of(), diff().missingRights("shop"::equals));
  }

  private List<String> missing() {
    return diff().missingRights(name -> false).stream()
        .map(problem -> problem.headline() + " " + problem.detail())
        .toList();
  }

  private Diff diff() {
    return new Diff(objects, new LiveStates(Map.of()));
  }

  private void forbidden(String kind, String name, String what) {
    add(new ObjectRef("v1", kind, "shop", name), Kind.UNKNOWN, problem(what));
  }

  private static Optional<Problem> problem(String what) {
    return Optional.of(Problem.of("user 'ci' may not " + what, "bind it"));
  }

  private void add(ObjectRef ref, Kind kind, Optional<Problem> problem) {
    Place.InText place = Place.in("m.yml", objects.size() + 1, 1);
    objects.add(new ObjectDiff(ref, place, kind, List.of(), List.of(), problem));
  }
}
