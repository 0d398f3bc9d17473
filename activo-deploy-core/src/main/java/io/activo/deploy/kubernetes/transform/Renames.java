package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * New names of objects, and what follows in the objects that refer to them.
 *
 * @param names the new name of each object, its namespace known
 */
record Renames(Map<NamedObject, String> names, Scope scope) {
  private static final List<String> RULES = List.of("rules");
  private static final Set<String> ROLES =
      Set.of("rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole");

  Renames {
    names = Map.copyOf(names);
  }

  /** An object by its place in the cluster. */
  static NamedObject key(ObjectRef ref, Scope scope) {
    return new NamedObject(PodFields.kind(ref), Optional.of(scope.namespaceOf(ref)), ref.name());
  }

  /** The manifest, its references following. */
  Manifest follow(Manifest manifest) {
    if (names.isEmpty()) {
      return manifest;
    }
    Manifest followed = manifest;
    References references = new References(scope);
    for (Reference reference : References.of(manifest.ref())) {
      if (names.keySet().stream().anyMatch(named -> named.kind().equals(reference.target()))) {
        followed = references.renamed(followed, reference, this::newName);
      }
    }
    return ROLES.contains(PodFields.kind(manifest.ref())) ? followRules(followed) : followed;
  }

  /** A reference that leaves the namespace open follows only where one object can be meant. */
  Optional<String> newName(NamedObject meant) {
    if (meant.namespace().isPresent()) {
      return Optional.ofNullable(names.get(meant));
    }
    List<String> candidates =
        names.entrySet().stream()
            .filter(entry -> entry.getKey().kind().equals(meant.kind()))
            .filter(entry -> entry.getKey().name().equals(meant.name()))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private Manifest followRules(Manifest role) {
    Optional<String> namespace =
        scope.isNamespaced(PodFields.kind(role.ref()))
            ? Optional.of(scope.namespaceOf(role.ref()))
            : Optional.empty();
    return role.with(Fields.changed(role.content(), RULES, rule -> followRule(rule, namespace)));
  }

  /** A rule may be for several kinds that have objects of one name: all new names stand then. */
  private Map<String, Object> followRule(Map<String, Object> rule, Optional<String> namespace) {
    List<String> kinds =
        names.keySet().stream()
            .map(NamedObject::kind)
            .distinct()
            .filter(kind -> isFor(rule, kind))
            .sorted()
            .toList();
    if (kinds.isEmpty() || !(rule.get("resourceNames") instanceof List<?>)) {
      return rule;
    }
    Set<@Nullable Object> followed = new LinkedHashSet<>();
    for (Object name : Fields.items(rule, "resourceNames")) {
      List<String> found =
          kinds.stream().flatMap(kind -> newName(kind, namespace, name)).distinct().toList();
      if (found.isEmpty()) {
        followed.add(name);
      } else {
        followed.addAll(found);
      }
    }
    return Fields.with(rule, "resourceNames", new ArrayList<>(followed));
  }

  private Stream<String> newName(String kind, Optional<String> namespace, @Nullable Object name) {
    Optional<String> where = scope.isNamespaced(kind) ? namespace : Optional.of("");
    return name instanceof String text
        ? newName(new NamedObject(kind, where, text)).stream()
        : Stream.empty();
  }

  private static boolean isFor(Map<String, Object> rule, String kind) {
    String plural = Scope.plural(kind);
    return !plural.isEmpty()
        && Fields.texts(rule, "resources").stream()
            .anyMatch(resource -> resource.equals(plural) || resource.startsWith(plural + "/"));
  }
}
