package io.activo.deploy.image.registry;

import java.io.InputStream;

/** An image outside of any registry: the tar of {@code docker save}, read as often as needed. */
@FunctionalInterface
public interface ImageArchive {

  /**
   * A new stream of it, from its begin; the same content each time. Its reader closes it.
   *
   * @throws io.activo.deploy.problem.DeployException if it cannot be had
   */
  InputStream open();
}
