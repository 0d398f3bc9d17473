package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rights that applying needs and the account lacks. Kubernetes authorizes a dry run as it does
 * the write itself, so what is forbidden now is forbidden then, unless the release changes that.
 */
final class MissingRights {
  private static final Set<String> OF_APPLYING = Set.of("create", "patch");
  private static final Set<String> GRANTING =
      Set.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");

  private MissingRights() {}

  private record Lacking(ObjectDiff object, MissingRight right) {}

  /**
   * A problem for each kind and namespace, with every object and verb; none where the release may
   * grant rights.
   *
   * @param making whether a namespace is not there yet and made by the release: who may make it may
   *     be given rights in it; asked only of those in which something is wanting, once each
   */
  static List<Problem> in(Diff diff, Predicate<String> making) {
    if (diff.objects().stream().anyMatch(MissingRights::mayGrant)) {
      return List.of();
    }
    List<Lacking> lacking =
        diff.objects().stream().flatMap(object -> lacking(object).stream()).toList();
    Set<String> made =
        lacking.stream()
            .map(one -> one.object().ref().namespace())
            .distinct()
            .filter(making)
            .collect(Collectors.toSet());
    Map<MissingRight, List<Lacking>> byResource =
        lacking.stream()
            .filter(one -> !made.contains(one.object().ref().namespace()))
            .collect(
                Collectors.groupingBy(
                    one -> one.right().to(""), LinkedHashMap::new, Collectors.toList()));
    return byResource.values().stream().map(MissingRights::problem).toList();
  }

  /** Whether applying an object may give the account more rights: not one that it may not apply. */
  private static boolean mayGrant(ObjectDiff object) {
    ObjectRef ref = object.ref();
    return ref.group().equals("rbac.authorization.k8s.io")
        && GRANTING.contains(ref.kind())
        && object.kind() != Kind.UNCHANGED
        && lacking(object).isEmpty();
  }

  private static Optional<Lacking> lacking(ObjectDiff object) {
    return object
        .right()
        .filter(right -> OF_APPLYING.contains(right.verb()))
        .map(right -> new Lacking(object, right));
  }

  private static Problem problem(List<Lacking> objects) {
    Map<String, List<ObjectRef>> byVerb =
        objects.stream()
            .collect(
                Collectors.groupingBy(
                    lacking -> lacking.right().verb(),
                    TreeMap::new,
                    Collectors.mapping(lacking -> lacking.object().ref(), Collectors.toList())));
    List<String> detail = new ArrayList<>();
    byVerb.forEach((verb, refs) -> detail.add(verb + ": " + names(refs)));
    Lacking first = objects.get(0);
    return first
        .right()
        .to(String.join(" and ", byVerb.keySet()))
        .problem(first.object().place())
        .withDetail(detail);
  }

  private static String names(List<ObjectRef> refs) {
    return refs.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
  }
}
