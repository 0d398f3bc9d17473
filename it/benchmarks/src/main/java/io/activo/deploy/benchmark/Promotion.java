package io.activo.deploy.benchmark;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Ways to bring an image from one registry into another, a new one each time. */
abstract class Promotion implements Contestant {
  private final Source source;
  private final Path folder;
  private Optional<LocalRegistry> target = Optional.empty();

  /**
   * @param folder where the registries have their folders
   */
  private Promotion(Source source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /** An image in a registry. */
  record Source(ImageReference image, Digest digest) {}

  final ImageReference from() {
    return source.image();
  }

  final ImageReference to() {
    return ImageReference.parse(target.orElseThrow().host() + "/production/app:1");
  }

  @Override
  public void prepare() throws IOException {
    target = Optional.of(LocalRegistry.start(folder));
  }

  @Override
  public void check() throws IOException, InterruptedException {
    try (ImageRegistry registry = registry()) {
      Optional<Digest> copied = registry.digest(to());
      if (!copied.equals(Optional.of(source.digest()))) {
        throw new IllegalStateException(title() + " made " + copied + " of " + source.digest());
      }
    }
    target.orElseThrow().stop();
  }

  private static ImageRegistry registry() {
    return ImageRegistry.connect(Credentials.none(), Set.of());
  }

  /** From registry to registry, in this process. */
  static final class Ours extends Promotion {
    Ours(Source source, Path folder) {
      super(source, folder);
    }

    @Override
    public String title() {
      return "activo promote";
    }

    @Override
    public void work() {
      try (ImageRegistry registry = registry()) {
        registry.copy(from(), to(), ImageForm.SAME, Progress.none());
      }
    }
  }

  /** Skopeo, from registry to registry. */
  static final class Skopeo extends Promotion {
    Skopeo(Source source, Path folder) {
      super(source, folder);
    }

    static boolean isThere() {
      return Program.isThere("skopeo", "apt-get install skopeo");
    }

    @Override
    public String title() {
      return "skopeo copy";
    }

    @Override
    public void work() throws IOException, InterruptedException {
      Program.run(
          "skopeo",
          "--insecure-policy",
          "copy",
          "--src-tls-verify=false",
          "--dest-tls-verify=false",
          "docker://" + from(),
          "docker://" + to());
    }
  }

  /** Through an engine, which does not have the image before. */
  static final class Engine extends Promotion {
    Engine(Source source, Path folder) {
      super(source, folder);
    }

    @Override
    public String title() {
      return "docker pull, tag, push";
    }

    @Override
    public void work() throws IOException, InterruptedException {
      Docker.run("pull", "--quiet", from().toString());
      Docker.run("tag", from().toString(), to().toString());
      Docker.run("push", "--quiet", to().toString());
    }

    @Override
    public void check() throws IOException, InterruptedException {
      super.check();
      Docker.remove(from().toString(), to().toString());
    }
  }
}
