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
 * @param images one in each repository that is pushed to
 */
public record CheckRegistries(
    Supplier<ImageRegistry> registry,
    Supplier<Credentials> credentials,
    List<ImageReference> images)
    implements Step {
  public CheckRegistries {
    images = List.copyOf(images);
  }

  @Override
  public StepDescription describe() {
    return StepDescription.of("registry", String.join(", ", domains()) + ": whether it lets push");
  }

  private Set<String> domains() {
    return images.stream()
        .map(ImageReference::domain)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public StepResult run(Progress progress) {
    Problems problems = new Problems();
    for (String domain : domains()) {
      problems
          .collect(() -> credentials.get().of(domain).source())
          .ifPresent(source -> progress.line(domain + ": " + source));
    }
    problems.throwIfAny();
    images.forEach(image -> problems.run(() -> tryPush(image, progress)));
    problems.throwIfAny();
    return new StepResult.Done(
        images.size() == 1 ? "1 repository" : images.size() + " repositories");
  }

  private void tryPush(ImageReference image, Progress progress) {
    try {
      registry.get().tryPush(image);
    } catch (Unreachable e) {
      progress.line("cannot try " + image.name() + " from here: " + e.problems().get(0).what());
    }
  }
}
