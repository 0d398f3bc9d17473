package io.activo.deploy;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;

/** The rehearsal's adapters, with a cluster that a test can look into. */
record OneCluster(Cluster cluster, Adapters others) implements Adapters {
  OneCluster(Cluster cluster) {
    this(cluster, Adapters.rehearsal());
  }

  @Override
  public ImageEngine openEngine(ImageAccess access) {
    return others.openEngine(access);
  }

  @Override
  public ImageRegistry openRegistry(ImageAccess access) {
    return others.openRegistry(access);
  }

  @Override
  public Cluster openCluster(ClusterAccess access) {
    return cluster;
  }
}
