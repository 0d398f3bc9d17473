package io.activo.deploy.step;

import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.function.Supplier;

/**
 * Builds an image, unless an earlier step has found it.
 *
 * @param from what it is built from, as the description says
 * @param tellsInputs whether the image tells its inputs, so that a later deploy finds it
 * @param settings the lines that tell which settings go into it; without secrets
 */
public record BuildImage(
    Supplier<ImageEngine> engine,
    ImageBuild build,
    String from,
    boolean tellsInputs,
    List<String> settings,
    ReleasedImages released)
    implements Step {
  public BuildImage {
    settings = List.copyOf(settings);
  }

  @Override
  public StepDescription describe() {
    return new StepDescription("build", build.reference() + " from " + from, settings);
  }

  @Override
  public StepResult run(Progress progress) {
    if (released.of(build.reference()).isPresent()) {
      return new StepResult.Skipped(build.reference() + " is there");
    }
    ImageEngine reached = engine.get();
    String description = reached.describe();
    progress.status(description);
    reached.build(tellsInputs ? build.tellingInputs() : build, progress);
    return new StepResult.Done("built by " + description);
  }
}
