package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks whether an image need not be built: under its own name, then under those that other
 * environments give it, from which it is copied. A registry that does not let look is passed over,
 * since the image can be built.
 *
 * @param elsewhere the same image of other environments
 */
public record FindImage(
    Supplier<ImageRegistry> registry,
    ImageReference reference,
    List<Elsewhere> elsewhere,
    ReleasedImages released)
    implements Step {
  public FindImage {
    elsewhere = List.copyOf(elsewhere);
  }

  /** Where an image may be: another environment's name for it. */
  public record Elsewhere(String environment, ImageReference reference) {}

  @Override
  public StepDescription describe() {
    List<Elsewhere> others = others();
    String alsoIn =
        others.isEmpty()
            ? ""
            : others.stream()
                .map(place -> place.reference() + " of " + place.environment())
                .collect(Collectors.joining(", ", ", or copied from ", ""));
    return StepDescription.of("find", reference + " in its registry" + alsoIn + "; else built");
  }

  private List<Elsewhere> others() {
    return elsewhere.stream().filter(place -> !place.reference().equals(reference)).toList();
  }

  @Override
  public StepResult run(Progress progress) {
    Optional<Digest> own = digest(reference, progress);
    if (own.isPresent()) {
      return new StepResult.Done(released.found(reference, own.get()).image() + " is there");
    }
    for (Elsewhere place : others()) {
      Optional<Digest> theirs = digest(place.reference(), progress);
      if (theirs.isPresent()) {
        return copied(place, theirs.get(), progress);
      }
    }
    return new StepResult.Done("not there, so it is built");
  }

  private StepResult copied(Elsewhere place, Digest digest, Progress progress) {
    ReleasedImages.Released copy =
        released.add(
            reference,
            registry
                .get()
                .copy(
                    place.reference().withDigest(digest),
                    reference,
                    HerokuRegistry.form(reference.domain()),
                    progress));
    return new StepResult.Done(copy.image() + " copied from " + place.environment());
  }

  private Optional<Digest> digest(ImageReference image, Progress progress) {
    try {
      return registry.get().digest(image);
    } catch (DeployException e) {
      progress.line("cannot look for " + image + ": " + e.problems().get(0).what());
      return Optional.empty();
    }
  }
}
