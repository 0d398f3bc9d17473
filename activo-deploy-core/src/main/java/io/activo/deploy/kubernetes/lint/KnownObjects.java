package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ObjectRef;

/** The objects that are there beside those of the release. */
@FunctionalInterface
public interface KnownObjects {

  /** Whether an object is there now; its namespace is empty for a kind of the whole cluster. */
  Existence exists(ObjectRef ref);

  /** Nothing is known, as without a cluster. */
  static KnownObjects none() {
    return ref -> Existence.UNKNOWN;
  }

  /**
   * What a cluster says. Each object is asked for once; what may not be read is unknown. Once the
   * cluster does not answer it is not asked again. May be used by several threads.
   */
  static KnownObjects in(Cluster cluster) {
    return new ClusterObjects(cluster);
  }
}
