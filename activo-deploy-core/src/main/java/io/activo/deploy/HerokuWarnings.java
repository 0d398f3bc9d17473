package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.dockerfile.Dockerfile;
import io.activo.deploy.image.dockerfile.HerokuLint;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.problem.Problem;
import java.util.List;

/** What of an image is probably not meant so, where Heroku is to run it. */
final class HerokuWarnings {
  private HerokuWarnings() {}

  /** Warnings about the Dockerfile of an image; none for an image that goes elsewhere. */
  static List<Problem> of(ImageReference image, Dockerfile dockerfile) {
    return HerokuRegistry.is(image.domain()) ? HerokuLint.warnings(dockerfile) : List.of();
  }
}
