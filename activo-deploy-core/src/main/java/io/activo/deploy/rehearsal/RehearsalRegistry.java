package io.activo.deploy.rehearsal;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.registry.ImageArchive;
import io.activo.deploy.image.registry.ImageConfig;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Registries in memory, which let everybody in. */
public class RehearsalRegistry implements ImageRegistry {
  private final RehearsedImages images;

  /** Registries that hold these images. */
  public RehearsalRegistry(RehearsedImages images) {
    this.images = images;
  }

  /** An image that is taken to be there. */
  public void seed(ImageReference image) {
    images.seed(image);
  }

  @Override
  public Optional<Digest> digest(ImageReference image) {
    return images.digest(image);
  }

  @Override
  public Optional<ImageConfig> config(ImageReference image) {
    return images
        .digest(image)
        .map(
            digest ->
                new ImageConfig(
                    "linux",
                    "amd64",
                    Optional.empty(),
                    images.labels(digest),
                    new TreeSet<>(),
                    Map.of()));
  }

  @Override
  public void tryPush(ImageReference image) {
    // nobody is refused
  }

  @Override
  public Published copy(ImageReference from, ImageReference to, ImageForm form, Progress progress) {
    Digest digest =
        images
            .digest(from)
            .orElseThrow(
                () ->
                    new DeployException(
                        Problem.of(
                            "the registry has no such image",
                            Place.of(from.toString()),
                            "push it first")));
    return images.put(to, digest);
  }

  /** Instead of sending it, sums the archive up. */
  @Override
  public Published push(ImageArchive archive, ImageReference to, Progress progress) {
    MessageDigest sum = Digest.sha256();
    try (InputStream tar = new DigestInputStream(archive.open(), sum)) {
      tar.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return images.put(to, Digest.of(sum));
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
