package io.activo.deploy.description;

import io.activo.deploy.image.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * Images that exist and are deployed in place of those that the description would build: {@code
 * -Dactivo.image=REF@DIGEST}. One of several is meant by its repository.
 */
public record GivenImages(List<ImageReference> references) {
  public GivenImages {
    references = List.copyOf(references);
  }

  /** None: everything as the description has it. */
  public static GivenImages none() {
    return new GivenImages(List.of());
  }

  boolean isEmpty() {
    return references.isEmpty();
  }

  /**
   * What is given for an image.
   *
   * @param repository as the description has it
   * @param only whether the description has no other image
   */
  Optional<ImageReference> of(String repository, boolean only) {
    if (only && references.size() == 1) {
      return Optional.of(references.get(0));
    }
    return references.stream().filter(given -> given.name().equals(repository)).findFirst();
  }
}
