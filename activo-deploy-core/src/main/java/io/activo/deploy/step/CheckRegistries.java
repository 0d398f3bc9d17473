package io.activo.deploy.step;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.image.registry.Unreachable;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sees before anything is built or pushed that every registry lets push to, and says with which
 * credentials. One that does not answer from here is left to the engine, which may be elsewhere.
 *
 * @param images one in each repository that is pushed to; what is found already is not tried
 */
public record CheckRegistries(
    Supplier<ImageRegistry> registry,
    Supplier<Credentials> credentials,
    List<ImageReference> images,
    ReleasedImages released)
    implements Step {
  public CheckRegistries {
    images = List.copyOf(images);
  }

  @Override
  public StepDescription describe() {
    return StepDescription.of("registry", String.join(", ", domains()) + ": whether it lets push");
  }

  private Set<String> domains() {
    return domains(images);
  }

  private static Set<String> domains(List<ImageReference> images) {
    return images.stream()
        .map(ImageReference::domain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public StepResult run(Progress progress) {
    List<ImageReference> wanted =
        images.stream().filter(image -> released.of(image).isEmpty()).toList();
    if (wanted.isEmpty()) {
      return new StepResult.Skipped("nothing is pushed");
    }
    Problems problems = new Problems();
    for (String domain : domains(wanted)) {
      problems
          .collect(() -> credentials.get().of(domain).source())
          .ifPresent(source -> progress.line(domain + ": " + source));
    }
    problems.throwIfAny();
    List<Boolean> tried =
        wanted.stream()
            .flatMap(image -> problems.collect(() -> tryPush(image, progress)).stream())
            .toList();
    problems.throwIfAny();
    long count = tried.stream().filter(Boolean::booleanValue).count();
    return new StepResult.Done(
        count + " of " + wanted.size() + (wanted.size() == 1 ? " repository" : " repositories"));
  }

  /** Whether it could be tried from here. */
  private boolean tryPush(ImageReference image, Progress progress) {
    try {
      registry.get().tryPush(image);
      return true;
    } catch (Unreachable e) {
      progress.line("cannot try " + image.name() + " from here: " + e.problems().get(0).what());
      return false;
    }
  }
}
