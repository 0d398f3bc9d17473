package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Manifest;
import java.util.List;
import java.util.Set;

/**
 * What is to be compared with a cluster.
 *
 * @param manifests what would be applied, all of it, in order
 * @param namespace where those without a namespace go whose kind only the cluster knows
 * @param newNamespaces the namespaces that the deploy makes beside those among the manifests
 * @param unpinned the images, as written, that get their digest only while the deploy runs
 */
public record PlannedRelease(
    List<Manifest> manifests, String namespace, Set<String> newNamespaces, Set<String> unpinned) {
  public PlannedRelease {
    manifests = List.copyOf(manifests);
    newNamespaces = Set.copyOf(newNamespaces);
    unpinned = Set.copyOf(unpinned);
  }

  /** Manifests that are applied as they are. */
  public static PlannedRelease of(List<Manifest> manifests, String namespace) {
    return new PlannedRelease(manifests, namespace, Set.of(), Set.of());
  }
}
