package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.image.ImageReference;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The images that are our own.
 *
 * @param pushed what this deploy pushes, or takes as already pushed; each with its tag. Their
 *     repositories are our own.
 * @param published whether another image of these repositories is there; {@code image -> false}
 *     where no registry is asked
 */
public record OwnImages(Set<ImageReference> pushed, Predicate<ImageReference> published) {
  public OwnImages {
    pushed = Set.copyOf(pushed);
  }

  /** No image is our own. */
  public static OwnImages none() {
    return new OwnImages(Set.of(), image -> false);
  }

  /**
   * What this deploy pushes into the image's repository, named as the image is, in order; empty
   * when it is not ours.
   */
  List<String> pushedBeside(ImageReference image) {
    String repository = repository(image);
    return pushed.stream()
        .filter(own -> repository(own).equals(repository))
        .map(own -> image.name() + ":" + own.tag().orElse("latest"))
        .sorted()
        .toList();
  }

  /** Whether this deploy pushes the image, by its tag. */
  boolean pushes(ImageReference image) {
    String wanted = named(image);
    return pushed.stream().anyMatch(own -> named(own).equals(wanted));
  }

  private static String repository(ImageReference image) {
    return image.normalized().name();
  }

  private static String named(ImageReference image) {
    return repository(image) + ":" + image.tag().orElse("latest");
  }
}
