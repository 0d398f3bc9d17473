package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the registries what the images of the manifests are, so that they are held to the digests
 * that a deploy would have held them to.
 *
 * @param images with their tags
 */
public record ResolveImages(
    Supplier<ImageRegistry> registry, List<ImageReference> images, ReleasedImages released)
    implements Step {
  public ResolveImages {
    images = List.copyOf(images);
  }

  @Override
  public StepDescription describe() {
    return new StepDescription(
        "resolve",
        images.size() == 1
            ? "the digest of 1 image"
            : "the digests of " + images.size() + " images",
        images.stream().map(ImageReference::toString).toList());
  }

  @Override
  public StepResult run(Progress progress) {
    Problems problems = new Problems();
    for (ImageReference image : images) {
      problems
          .collect(() -> digest(image))
          .ifPresent(digest -> progress.line(released.found(image, digest).image().toString()));
    }
    problems.throwIfAny();
    return new StepResult.Done(images.size() + " of " + images.size() + " there");
  }

  private Digest digest(ImageReference image) {
    Optional<Digest> there =
        image.digest().isPresent() ? image.digest() : registry.get().digest(image);
    return there.orElseThrow(
        () ->
            new DeployException(
                Problem.of(
                    "the registry has no image " + image,
                    Place.of(image.toString()),
                    "push it first: activo:push, or deploy")));
  }
}
