package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * What a caller asks of the images, above the description.
 *
 * @param given images that exist and are deployed in place of those that would be built: {@code
 *     -Dactivo.image=REF@DIGEST}; one of several is meant by its repository
 * @param from the environment whose images are promoted: {@code -Dactivo.from}
 */
public record AskedImages(List<ImageReference> given, Optional<String> from) {
  public AskedImages {
    given = List.copyOf(given);
  }

  /** Everything as the description has it. */
  public static AskedImages none() {
    return new AskedImages(List.of(), Optional.empty());
  }

  /**
   * What is given for an image: under its name and tag, else under its name.
   *
   * @param image as the description has it
   * @param only whether the description has no other image
   */
  Optional<ImageReference> of(ImageReference image, boolean only) {
    if (only && given.size() == 1) {
      return Optional.of(given.get(0));
    }
    List<ImageReference> named =
        given.stream().filter(each -> each.name().equals(image.name())).toList();
    return named.stream()
        .filter(each -> named.size() == 1 || each.tag().equals(image.tag()))
        .findFirst();
  }
}
