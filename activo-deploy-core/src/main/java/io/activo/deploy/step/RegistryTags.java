package io.activo.deploy.step;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gives an image that a registry has further tags there, without an engine.
 *
 * @param released learns of them
 */
public record RegistryTags(Supplier<ImageRegistry> registry, ReleasedImages released) {

  /**
   * Moves tags of its repository to an image.
   *
   * @param reference the image as it was released
   * @param image the same with its digest
   */
  void add(ImageReference reference, ImageReference image, List<String> tags, Progress progress) {
    for (String tag : tags) {
      ImageReference tagged = ImageReference.parse(image.name()).withTag(tag);
      Published moved = registry.get().copy(image, tagged, ImageForm.SAME, progress);
      released.addTag(reference, tag, moved);
      progress.line(line(tag, moved));
    }
  }

  static String line(String tag, Published published) {
    return "tag " + tag + ": " + published.change();
  }

  /** What a reader of the plan is told of them. */
  static List<String> lines(List<String> tags) {
    return tags.isEmpty() ? List.of() : List.of("tags " + String.join(", ", tags));
  }
}
