package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that are applied together, each in its namespace.
 *
 * @param definitions the definitions among them
 */
record Release(List<Manifest> manifests, List<Manifest> definitions) {

  /**
   * Puts those without a namespace into one, if their kind lives in namespaces.
   *
   * @throws io.activo.deploy.problem.DeployException if the cluster does not know a kind, or if an
   *     object stands there twice
   */
  static Release of(List<Manifest> manifests, Cluster cluster, String namespace) {
    List<Manifest> definitions =
        manifests.stream().filter(manifest -> Definition.is(manifest.ref())).toList();
    Release release = new Release(manifests, definitions);
    List<Manifest> placed =
        manifests.stream().map(one -> release.placed(one, cluster, namespace)).toList();
    Manifests.refuseTwice(placed, namespace);
    return new Release(placed, definitions);
  }

  private Manifest placed(Manifest manifest, Cluster cluster, String namespace) {
    ObjectRef ref = manifest.ref();
    if (!ref.namespace().isEmpty()) {
      return manifest;
    }
    boolean namespaced =
        definition(ref)
            .map(definition -> definitionOf(definition).namespaced())
            .orElseGet(() -> cluster.kind(ref.apiVersion(), ref.kind()).namespaced());
    return namespaced ? manifest.inNamespace(namespace) : manifest;
  }

  /** The one among them that brings an object's kind. */
  Optional<Manifest> definition(ObjectRef ref) {
    return definitions.stream().filter(one -> definitionOf(one).defines(ref)).findFirst();
  }

  /** Whether an object is deleted together with one of others: its namespace, or its definition. */
  boolean goesWith(ObjectRef ref, Set<ObjectRef> others) {
    return others.contains(new ObjectRef("v1", "Namespace", "", ref.namespace()))
        || definition(ref).map(Manifest::ref).filter(others::contains).isPresent();
  }

  static Definition definitionOf(Manifest manifest) {
    return new Definition(new LiveObject(manifest.content()));
  }
}
