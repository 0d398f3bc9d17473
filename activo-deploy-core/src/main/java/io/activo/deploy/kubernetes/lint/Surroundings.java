package io.activo.deploy.kubernetes.lint;

/**
 * What is known beyond the release.
 *
 * @param objects what is in the cluster already
 * @param images the images that are our own
 */
public record Surroundings(KnownObjects objects, OwnImages images) {

  /** Nothing is known. */
  public static Surroundings unknown() {
    return new Surroundings(KnownObjects.none(), OwnImages.none());
  }
}
