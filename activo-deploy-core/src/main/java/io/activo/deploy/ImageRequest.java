package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller says about images.
 *
 * @param given images that exist, each with a digest, deployed in the place of those described
 * @param version the project's version, for the image's label
 * @param created when the image is said to be made, so that builds can be reproduced: {@code
 *     project.build.outputTimestamp}
 */
public record ImageRequest(
    List<ImageReference> given, Optional<String> version, Optional<Instant> created) {
  public ImageRequest {
    given = List.copyOf(given);
  }

  /** Nothing. */
  public static ImageRequest none() {
    return new ImageRequest(List.of(), Optional.empty(), Optional.empty());
  }
}
