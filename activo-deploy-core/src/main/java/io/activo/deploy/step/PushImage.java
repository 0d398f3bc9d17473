package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.progress.Progress;
import java.util.function.Supplier;

/** Pushes the image, and tells its digest to whoever pins it. */
public record PushImage(Supplier<ImageEngine> engine, ImageReference reference, PushedImages pushed)
    implements Step {

  @Override
  public StepDescription describe() {
    return StepDescription.of("push", reference.toString());
  }

  @Override
  public StepResult run(Progress progress) {
    Digest digest = engine.get().push(reference, progress).digest();
    pushed.add(reference, digest);
    return new StepResult.Done(reference.withDigest(digest).toString());
  }
}
