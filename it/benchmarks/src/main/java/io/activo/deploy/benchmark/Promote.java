package io.activo.deploy.benchmark;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.EngineSettings;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code it/bench promote}: an image from one registry into another. */
public final class Promote {
  private static final int WARM_UPS = 10;
  private static final int ROUNDS = 5;

  private Promote() {}

  /**
   * Measures in turn, sees each time that the target has the source's digest, prints a table and
   * ratios.
   *
   * @param args a folder for the registries
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    if (!(LocalRegistry.isThere() && Docker.isThere())) {
      System.exit(1);
    }
    LocalRegistry registry = LocalRegistry.start(folder);
    Promotion.Source source = source(registry, SampleContext.layers(folder.resolve("layers")));
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new Promotion.Ours(source, folder));
    contestants.add(new Promotion.Engine(source, folder));
    if (Promotion.Skopeo.isThere()) {
      contestants.add(new Promotion.Skopeo(source, folder));
    }
    new Contest("image of 100 MB in 5 layers", contestants).run(WARM_UPS, ROUNDS);
    registry.stop();
  }

  private static Promotion.Source source(LocalRegistry registry, SampleContext sample)
      throws IOException, InterruptedException {
    ImageReference image = ImageReference.parse(registry.host() + "/staging/app:1");
    try (ImageEngine engine =
        ImageEngine.connect(System.getenv(), EngineSettings.none(), Credentials.none())) {
      engine.build(new ImageBuild(image, sample.context()), Progress.none());
      Digest digest = engine.push(image, Progress.none()).digest();
      Docker.remove(image.toString());
      return new Promotion.Source(image, digest);
    }
  }
}
