package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;

/** One image to build: the name that it gets, what it is built from, and how. */
public record ImageBuild(ImageReference reference, BuildContext context, BuildOptions options) {

  /** A build with the usual options. */
  public ImageBuild(ImageReference reference, BuildContext context) {
    this(reference, context, BuildOptions.usual());
  }
}
