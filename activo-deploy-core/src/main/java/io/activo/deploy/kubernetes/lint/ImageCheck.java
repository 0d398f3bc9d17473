package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether images say what runs, and whether those of our own repositories are pushed. */
final class ImageCheck {
  private ImageCheck() {}

  static Stream<Finding> of(Release release) {
    return release.pods().stream()
        .flatMap(pods -> pods.containers().stream())
        .map(container -> container.field().at("image"))
        .flatMap(image -> check(image, release.surroundings().images()).stream());
  }

  private static Optional<Finding> check(Field field, OwnImages own) {
    return field
        .text()
        .filter(text -> ImageReference.fault(text).isEmpty())
        .map(ImageReference::parse)
        .filter(image -> image.digest().isEmpty() && !own.pushes(image))
        .flatMap(image -> judge(field, image, own));
  }

  private static Optional<Finding> judge(Field field, ImageReference image, OwnImages own) {
    List<String> pushed = own.pushedBeside(image);
    if (!pushed.isEmpty() && !own.published().test(image.withDefaultTag())) {
      return Optional.of(unpushed(field, image.withDefaultTag(), pushed));
    }
    return image.tag().orElse("latest").equals("latest")
        ? Optional.of(latest(field, image))
        : Optional.empty();
  }

  /** An error only where another tag was surely meant: a registry may have older ones. */
  private static Finding unpushed(Field field, ImageReference image, List<String> pushed) {
    List<String> tags =
        pushed.stream().map(each -> each.substring(image.name().length() + 1)).toList();
    return Typo.of(image.tag().orElse(""), tags)
        .map(near -> "did you mean '" + image.withTag(near) + "'?")
        .map(hint -> field.error(Rule.UNPUSHED_IMAGE, "nobody pushes " + image, hint))
        .orElseGet(
            () ->
                field.warning(
                    Rule.UNPUSHED_IMAGE,
                    "this deploy does not push " + image,
                    "see that the registry has it; this deploy pushes "
                        + String.join(", ", pushed)));
  }

  private static Finding latest(Field field, ImageReference image) {
    String what = image.tag().isPresent() ? "has the tag latest" : "has no tag, which means latest";
    return field.warning(
        Rule.LATEST_TAG,
        image + " " + what + ": what runs can change without a deploy",
        "write a version or a digest");
  }
}
