package io.activo.deploy.step;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Pushes an image under its tag and then under its further ones, and tells its digest to whoever
 * pins it. One that an earlier step has found gets its further tags in the registry.
 *
 * @param tags further tags
 */
public record PushImage(
    Supplier<ImageEngine> engine,
    ImageReference reference,
    List<String> tags,
    RegistryTags inRegistry,
    ReleasedImages released)
    implements Step {
  public PushImage {
    tags = List.copyOf(tags);
  }

  @Override
  public StepDescription describe() {
    return new StepDescription("push", reference.toString(), RegistryTags.lines(tags));
  }

  @Override
  public StepResult run(Progress progress) {
    Optional<ImageReference> found = released.of(reference);
    if (found.isPresent()) {
      inRegistry.add(reference, found.get(), tags, progress);
      return new StepResult.Skipped(found.get() + " is there");
    }
    ReleasedImages.Released pushed =
        HerokuRegistry.is(reference.domain()) ? toHeroku(progress) : byEngine(progress);
    return new StepResult.Done(pushed.image() + ", " + pushed.change());
  }

  private ReleasedImages.Released byEngine(Progress progress) {
    ReleasedImages.Released pushed =
        released.add(reference, engine.get().push(reference, progress));
    for (String tag : tags) {
      Published moved = engine.get().push(reference.withTag(tag), progress);
      released.addTag(reference, tag, moved);
      progress.line(RegistryTags.line(tag, moved));
    }
    return pushed;
  }

  /** No engine pushes in the form that Heroku takes whatever the image is in the engine. */
  private ReleasedImages.Released toHeroku(Progress progress) {
    ReleasedImages.Released pushed =
        released.add(
            reference,
            inRegistry
                .registry()
                .get()
                .push(() -> engine.get().export(reference), reference, progress));
    inRegistry.add(reference, pushed.image(), tags, progress);
    return pushed;
  }
}
