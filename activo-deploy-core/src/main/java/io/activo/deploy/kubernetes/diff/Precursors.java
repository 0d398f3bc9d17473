package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a release itself makes that its other objects need: namespaces and definitions. */
final class Precursors {
  private final Cluster cluster;
  private final Function<ObjectRef, Optional<LiveObject>> live;
  private final String namespace;
  private final Set<String> namespaces;
  private final Map<String, Manifest> definitions;
  private final Map<ObjectRef, Boolean> absent = new ConcurrentHashMap<>();

  Precursors(
      Cluster cluster, Function<ObjectRef, Optional<LiveObject>> live, PlannedRelease release) {
    this.cluster = cluster;
    this.live = live;
    this.namespace = release.namespace();
    this.namespaces = new HashSet<>(release.newNamespaces());
    release.manifests().stream()
        .map(Manifest::ref)
        .filter(ref -> ref.kind().equals("Namespace") && ref.group().isEmpty())
        .forEach(ref -> namespaces.add(ref.name()));
    this.definitions =
        release.manifests().stream()
            .filter(manifest -> manifest.ref().kind().equals("CustomResourceDefinition"))
            .collect(Collectors.toMap(Precursors::defined, Function.identity(), (a, b) -> a));
  }

  private static String defined(Manifest definition) {
    LiveObject spec = new LiveObject(definition.content()).object("spec");
    return spec.text("group") + "/" + spec.text("names", "kind");
  }

  /** Whether the release makes the namespace that an object lives in. */
  boolean makeNamespaceOf(ObjectRef ref) {
    return namespaces.contains(ref.namespace());
  }

  /** Whether the release defines an object's kind. */
  boolean define(ObjectRef ref) {
    return definition(ref).isPresent();
  }

  private Optional<Manifest> definition(ObjectRef ref) {
    return Optional.ofNullable(definitions.get(ref.group() + "/" + ref.kind()));
  }

  /** The object in its namespace; only a cluster knows whether unknown kinds take one. */
  Manifest placed(Manifest manifest) {
    ObjectRef ref = manifest.ref();
    boolean takesOne =
        ref.namespace().isEmpty()
            && !namespace.isEmpty()
            && BuiltInKinds.namespaced(ref.apiVersion(), ref.kind())
                .or(() -> definition(ref).map(Precursors::isNamespaced))
                .orElseGet(() -> cluster.kind(ref.apiVersion(), ref.kind()).namespaced());
    return takesOne ? manifest.inNamespace(namespace) : manifest;
  }

  private static boolean isNamespaced(Manifest definition) {
    return new LiveObject(definition.content()).text("spec", "scope").equals("Namespaced");
  }

  /** What of the release has to be applied before the cluster can be asked about an object. */
  Optional<String> missing(ObjectRef ref) {
    ObjectRef home = new ObjectRef("v1", "Namespace", "", ref.namespace());
    if (makeNamespaceOf(ref) && isAbsent(home)) {
      return Optional.of("namespace " + ref.namespace());
    }
    return definition(ref)
        .filter(definition -> isAbsent(definition.ref()))
        .map(definition -> "the definition of " + ref.kind());
  }

  /** Whether an object is known not to be there. */
  private boolean isAbsent(ObjectRef ref) {
    return absent.computeIfAbsent(
        ref,
        asked -> {
          try {
            return live.apply(asked).isEmpty();
          } catch (DeployException e) {
            return false;
          }
        });
  }
}
