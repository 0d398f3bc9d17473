package io.activo.deploy;

import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;

/** The outside systems of one deploy. */
record Ports(
    Port<ImageEngine> engine,
    Port<ImageRegistry> registry,
    Credentials credentials,
    Port<Cluster> cluster)
    implements AutoCloseable {

  /** Closes what was opened. */
  @Override
  public void close() {
    try {
      engine.release().ifPresent(ImageEngine::close);
    } finally {
      try {
        registry.release().ifPresent(ImageRegistry::close);
      } finally {
        cluster.release().ifPresent(Cluster::close);
      }
    }
  }
}
