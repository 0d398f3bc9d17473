package io.activo.deploy.step;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.function.Supplier;

/** Gives an image that a registry has further tags there, without an engine. */
public record RegistryTags(Supplier<ImageRegistry> registry) {

  /**
   * Moves tags of its repository to an image.
   *
   * @param image with its digest
   */
  void add(ImageReference image, List<String> tags, Progress progress) {
    for (String tag : tags) {
      ImageReference tagged = ImageReference.parse(image.name()).withTag(tag);
      progress.line(line(tag, registry.get().copy(image, tagged, ImageForm.SAME, progress)));
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
