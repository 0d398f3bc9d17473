package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes an image that exists, by its digest; copies it where the environment's own repository is
 * another one. Needs no engine.
 *
 * @param from the image that is taken, by tag or digest
 * @param to the image as this environment calls it
 * @param why who says so
 * @param tags further tags that it gets
 */
public record TakeImage(
    Supplier<ImageRegistry> registry,
    ImageReference from,
    ImageReference to,
    String why,
    List<String> tags,
    ReleasedImages released)
    implements Step {
  public TakeImage {
    tags = List.copyOf(tags);
  }

  @Override
  public StepDescription describe() {
    return isCopy()
        ? new StepDescription("promote", from + " to " + to + " (" + why + ")", lines())
        : new StepDescription("find", to + " (" + why + "), nothing is built", lines());
  }

  private List<String> lines() {
    return RegistryTags.lines(tags);
  }

  private boolean isCopy() {
    return !from.equals(to);
  }

  @Override
  public StepResult run(Progress progress) {
    return isCopy() ? copied(progress) : found(progress);
  }

  private StepResult copied(Progress progress) {
    Digest digest = digest().orElseThrow(this::missing);
    ReleasedImages.Released copy =
        released.add(
            to,
            registry
                .get()
                .copy(from.withDigest(digest), to, HerokuRegistry.form(to.domain()), progress));
    new RegistryTags(registry, released).add(to, copy.image(), tags, progress);
    return new StepResult.Done(copy.image() + ", " + copy.change());
  }

  /** A digest is enough to deploy by, also where only the cluster is let in by the registry. */
  private StepResult found(Progress progress) {
    Optional<Digest> digest;
    try {
      digest = digest();
    } catch (DeployException e) {
      if (to.digest().isEmpty() || !tags.isEmpty()) {
        throw e;
      }
      progress.line("cannot look for it: " + e.problems().get(0).what());
      return new StepResult.Done(to + " is taken for granted");
    }
    ReleasedImages.Released there = released.found(to, digest.orElseThrow(this::missing));
    new RegistryTags(registry, released).add(to, there.image(), tags, progress);
    return new StepResult.Done(there.image() + " is there");
  }

  private Optional<Digest> digest() {
    return registry.get().digest(from);
  }

  private DeployException missing() {
    return new DeployException(
        Problem.of(
            "the registry has no such image",
            Place.of(from.toString()),
            "push it first, or see whether its name and the commit are those that are meant"));
  }
}
