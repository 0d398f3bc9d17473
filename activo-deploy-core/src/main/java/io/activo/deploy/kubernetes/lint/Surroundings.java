package io.activo.deploy.kubernetes.lint;

import java.util.Optional;

/**
 * What is known beyond the release.
 *
 * @param objects what is in the cluster already
 * @param images the images that are our own
 * @param home the namespace that the description names, if it does
 */
public record Surroundings(KnownObjects objects, OwnImages images, Optional<Home> home) {

  /** Nothing is known. */
  public static Surroundings unknown() {
    return new Surroundings(KnownObjects.none(), OwnImages.none(), Optional.empty());
  }
}
