package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.registry.ImageArchive;
import io.activo.deploy.image.registry.ImageConfig;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.image.registry.Unreachable;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the steps make of registries that have not what is wanted, or do not answer. */
class ImageStepsTest {
  private static final ImageReference WEB = ImageReference.parse("r/web:1");
  private static final Digest DIGEST = Digest.of(new byte[0]);

  private final ReleasedImages released = new ReleasedImages();
  private final List<String> lines = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void line(String text) {
          lines.add(text);
        }

        @Override
        public void status(String text) {}
      };

  @Test
  void anImageThatMustBeThereAndIsNotFails() {
    ImageRegistry empty = registry(Optional.empty());
    TakeImage step = new TakeImage(() -> empty, WEB, WEB, "build: never", List.of(), released);
    DeployException e = assertThrows(DeployException.class, () -> step.run(progress));
    assertEquals("the registry has no such image", e.problems().get(0).what());
  }

  @Test
  void aDigestIsEnoughWhereTheRegistryDoesNotAnswer() {
    ImageReference given = WEB.withDigest(DIGEST);
    assertEquals(
        new StepResult.Done(given + " is taken for granted"),
        new TakeImage(() -> SILENT, given, given, "-Dactivo.image", List.of(), released)
            .run(progress));
    TakeImage byTag = new TakeImage(() -> SILENT, WEB, WEB, "build: never", List.of(), released);
    assertThrows(Unreachable.class, () -> byTag.run(progress));
  }

  @Test
  void aRegistryThatDoesNotAnswerFromHereIsLeftToTheEngine() {
    assertEquals(
        new StepResult.Done("0 of 1 repository"),
        new CheckRegistries(() -> SILENT, Credentials::none, List.of(WEB), released).run(progress));
    assertEquals(
        List.of("docker.io: no credentials", "cannot try r/web from here: nobody answers"), lines);
  }

  private static ImageRegistry registry(Optional<Digest> digest) {
    return new Answering(() -> digest);
  }

  private static final ImageRegistry SILENT =
      new Answering(
          () -> {
            throw new Unreachable(Problem.of("nobody answers", ""), new IOException());
          });

  private record Answering(java.util.function.Supplier<Optional<Digest>> answer)
      implements ImageRegistry {
    @Override
    public Optional<Digest> digest(ImageReference image) {
      return answer.get();
    }

    @Override
    public Optional<ImageConfig> config(ImageReference image) {
      return Optional.empty();
    }

    @Override
    public void tryPush(ImageReference image) {
      var unused = answer.get();
    }

    @Override
    public Published copy(
        ImageReference from, ImageReference to, ImageForm form, Progress progress) {
      return new Published(answer.get().orElseThrow(), Optional.empty());
    }

    @Override
    public Published push(ImageArchive archive, ImageReference to, Progress progress) {
      return new Published(answer.get().orElseThrow(), Optional.empty());
    }

    @Override
    public void close() {}
  }
}
