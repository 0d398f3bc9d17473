package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.io.InputStream;

/** Where blobs come from. */
interface BlobSource {

  /**
   * A new stream of a blob, from its begin; its end fails where it is not what it should be.
   *
   * @throws IOException if it cannot be had now
   * @throws DeployException if it cannot be had
   */
  InputStream open(Descriptor blob) throws IOException;

  /** What the source is called. */
  Place where();

  /** That it could not be read, as it is told. */
  DeployException failure(IOException failure);
}
