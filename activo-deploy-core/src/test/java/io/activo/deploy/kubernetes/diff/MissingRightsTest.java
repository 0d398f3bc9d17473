package io.activo.deploy.kubernetes.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.DeployException;
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
    forbidden("ConfigMap", "a", "patch configmaps shop");
    forbidden("Service", "a", "create services shop");
    forbidden("ConfigMap", "b", "create configmaps shop");
    forbidden("ConfigMap", "c", "patch configmaps shop");
    forbidden("ClusterIssuer", "c", "patch clusterissuers.cert-manager.io");
    assertEquals(
        """
        m.yml:1:1: user 'ci' may not create and patch configmaps in namespace shop; bind the user \
        to a Role in namespace shop that allows get, create and patch of configmaps
            create: ConfigMap b
            patch: ConfigMap a, ConfigMap c
        m.yml:2:1: user 'ci' may not create services in namespace shop; bind the user to a Role \
        in namespace shop that allows get, create and patch of services
            create: Service a
        m.yml:5:1: user 'ci' may not patch clusterissuers.cert-manager.io in the whole cluster; \
        bind the user to a ClusterRole that allows get, create and patch of \
        clusterissuers.cert-manager.io
            patch: ClusterIssuer c""",
        new DeployException(missing()).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"get", "list"})
  void aForbiddenLookSaysNothingOfApplying(String verb) {
    forbidden("ConfigMap", "a", verb + " configmaps shop");
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
    forbidden("ConfigMap", "a", "patch configmaps shop");
    add(new ObjectRef(RBAC, "RoleBinding", "shop", "ci"), binding, Optional.empty());
    assertEquals(told, missing().size());
  }

  @Test
  void aRoleThatMayNotBeAppliedGrantsNothing() {
    forbidden("ConfigMap", "a", "patch configmaps shop");
    add(
        new ObjectRef(RBAC, "Role", "shop", "ci"),
        Kind.UNKNOWN,
        Optional.of(right("patch roles.rbac.authorization.k8s.io shop")));
    assertEquals(2, missing().size());
  }

  @Test
  void aNamespaceThatIsMadeMayComeWithRights() {
    forbidden("ConfigMap", "a", "patch configmaps shop");
    assertEquals(List.of(), diff().missingRights("shop"::equals));
  }

  @Test
  void aNamespaceIsAskedAboutOnceAndOnlyWhereSomethingIsWanting() {
    forbidden("ConfigMap", "a", "patch configmaps shop");
    forbidden("ConfigMap", "b", "patch configmaps shop");
    add(new ObjectRef("v1", "ConfigMap", "elsewhere", "c"), Kind.UNCHANGED, Optional.empty());
    List<String> asked = new ArrayList<>();
    diff().missingRights(asked::add);
    assertEquals(List.of("shop"), asked);
  }

  private List<Problem> missing() {
    return diff().missingRights(name -> false);
  }

  private Diff diff() {
    return new Diff(objects, new LiveStates(Map.of()));
  }

  /** {@code VERB RESOURCE [NAMESPACE]}. */
  private void forbidden(String kind, String name, String what) {
    add(new ObjectRef("v1", kind, "shop", name), Kind.UNKNOWN, Optional.of(right(what)));
  }

  private static MissingRight right(String what) {
    String[] words = what.split(" ", -1);
    return new MissingRight("ci", words[0], words[1], words.length > 2 ? words[2] : "");
  }

  private void add(ObjectRef ref, Kind kind, Optional<MissingRight> right) {
    Place.InText place = Place.in("m.yml", objects.size() + 1, 1);
    Optional<Problem> problem = right.map(wanted -> wanted.problem(place));
    objects.add(new ObjectDiff(ref, place, kind, List.of(), List.of(), problem, right));
  }
}
