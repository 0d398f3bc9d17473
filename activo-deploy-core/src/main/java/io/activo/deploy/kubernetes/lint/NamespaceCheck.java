package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether an object names another namespace than the description: one that was left in a manifest
 * sends it into another environment.
 */
final class NamespaceCheck {
  /** What is no name is told by its schema. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  private NamespaceCheck() {}

  static Stream<Finding> of(Release release) {
    return release.surroundings().home().stream()
        .flatMap(
            home -> release.objects().flatMap(object -> other(object, home, release).stream()));
  }

  private static Optional<Finding> other(Field object, Home home, Release release) {
    Field namespace = object.at("metadata", "namespace");
    return namespace
        .text()
        .filter(name -> !name.equals(home.namespace()) && NAME.matcher(name).matches())
        .filter(any -> isWritten(namespace) && isNamespaced(object.manifest().ref(), release))
        .filter(any -> !home.elsewhere().contains(object.place()))
        .map(name -> finding(namespace, name, home));
  }

  /** What was added to the object stands where the object does. */
  private static boolean isWritten(Field namespace) {
    Field metadata = Field.root(namespace.manifest()).at("metadata");
    return !namespace.place().equals(metadata.place());
  }

  /** Of a kind that nobody knows here, the namespace says so. */
  private static boolean isNamespaced(ObjectRef ref, Release release) {
    return BuiltInKinds.namespaced(ref.apiVersion(), ref.kind())
        .or(() -> release.definition(ref).map(Definition::namespaced))
        .orElse(true);
  }

  private static Finding finding(Field namespace, String name, Home home) {
    ObjectRef ref = namespace.manifest().ref();
    return namespace.error(
        Rule.OTHER_NAMESPACE,
        "%s %s names the namespace %s, the description the namespace %s (%s)"
            .formatted(ref.kind(), ref.name(), name, home.namespace(), home.at()),
        "remove it, or say namespace: %s for its entry, or accept %s"
            .formatted(name, Rule.OTHER_NAMESPACE.key()));
  }
}
