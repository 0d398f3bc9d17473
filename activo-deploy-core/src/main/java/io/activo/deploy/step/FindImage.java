package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.image.registry.ImageConfig;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks whether an image need not be built: under its own name, then under those that other
 * environments give it, from which it is copied. One whose label tells other inputs is not taken. A
 * registry that does not let look is passed over, since the image can be built.
 *
 * @param build how it would be built
 * @param elsewhere the same image of other environments
 * @param proven whether its name is not enough: only an image is taken whose label tells the same
 *     inputs, of the platform that a build would be for
 */
public record FindImage(
    Supplier<ImageRegistry> registry,
    ImageBuild build,
    List<Elsewhere> elsewhere,
    boolean proven,
    ReleasedImages released)
    implements Step {
  public FindImage {
    elsewhere = List.copyOf(elsewhere);
  }

  /** Where an image may be: another environment's name for it. */
  public record Elsewhere(String environment, ImageReference reference) {}

  private ImageReference reference() {
    return build.reference();
  }

  @Override
  public StepDescription describe() {
    List<Elsewhere> others = others();
    String alsoIn =
        others.isEmpty()
            ? ""
            : others.stream()
                .map(place -> place.reference() + " of " + place.environment())
                .collect(Collectors.joining(", ", ", or copied from ", ""));
    return StepDescription.of("find", reference() + " in its registry" + alsoIn + "; else built");
  }

  private List<Elsewhere> others() {
    return elsewhere.stream().filter(place -> !place.reference().equals(reference())).toList();
  }

  @Override
  public StepResult run(Progress progress) {
    Digest inputs = build.inputs();
    List<String> reasons = new ArrayList<>();
    Optional<Digest> own = digest(reference(), inputs, reasons);
    if (own.isPresent()) {
      return new StepResult.Done(released.found(reference(), own.get()).image() + " is there");
    }
    for (Elsewhere place : others()) {
      Optional<Digest> theirs = digest(place.reference(), inputs, reasons);
      if (theirs.isPresent()) {
        return copied(place, theirs.get(), progress);
      }
    }
    reasons.forEach(progress::line);
    return new StepResult.Done("to be built");
  }

  private StepResult copied(Elsewhere place, Digest digest, Progress progress) {
    ImageForm form = HerokuRegistry.form(reference().domain());
    ReleasedImages.Released copy =
        released.add(
            reference(),
            registry.get().copy(place.reference().withDigest(digest), reference(), form, progress));
    return new StepResult.Done(copy.image() + " copied from " + place.environment());
  }

  private Optional<Digest> digest(ImageReference image, Digest inputs, List<String> reasons) {
    try {
      Optional<Digest> there = registry.get().digest(image);
      boolean same =
          there
              .flatMap(digest -> registry.get().config(image.withDigest(digest)))
              .filter(config -> isOf(config, inputs))
              .isPresent();
      if (!same) {
        reasons.add(image + (there.isPresent() ? " was built from other inputs" : " is not there"));
      }
      return there.filter(any -> same);
    } catch (DeployException e) {
      reasons.add("cannot look for " + image + ": " + e.problems().get(0).what());
      return Optional.empty();
    }
  }

  private boolean isOf(ImageConfig config, Digest inputs) {
    String platform = build.options().platform().orElseGet(FindImage::machine);
    String told = config.labels().getOrDefault(ImageBuild.INPUTS_LABEL, "");
    if (!proven && told.isEmpty()) {
      return true;
    }
    return told.equals(inputs.toString())
        && (platform + "/").startsWith(config.os() + "/" + config.architecture() + "/");
  }

  /** The platform for which an engine of this machine builds. */
  private static String machine() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64" -> "linux/arm64";
      case "x86_64", "amd64" -> "linux/amd64";
      default -> "linux/" + System.getProperty("os.arch");
    };
  }
}
