package io.activo.deploy.benchmark;

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

/** {@code it/bench build}: builds beside {@code docker build} by the classic builder. */
public final class Build {
  private static final int WARM_UPS_SMALL = 5;
  private static final int WARM_UPS_LARGE = 1;
  private static final int ROUNDS_SMALL = 5;
  private static final int ROUNDS_LARGE = 3;

  private Build() {}

  /**
   * Sees that both make the same image, measures in turn, prints tables and ratios.
   *
   * @param args a folder for what is built
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    try (ImageEngine engine =
        ImageEngine.connect(System.getenv(), EngineSettings.none(), Credentials.none())) {
      System.out.println(engine.describe());
      SampleContext small = SampleContext.small(folder.resolve("small"));
      contest("3 MB", engine, small).run(WARM_UPS_SMALL, ROUNDS_SMALL);
      SampleContext large = SampleContext.large(folder.resolve("large"));
      contest("1 GB", engine, large).run(WARM_UPS_LARGE, ROUNDS_LARGE);
    }
  }

  private static Contest contest(String size, ImageEngine engine, SampleContext sample)
      throws IOException, InterruptedException {
    List<Contestant> contestants = new ArrayList<>(List.of(new Ours(size, engine, sample)));
    if (Docker.isThere()) {
      requireSameImage(engine, sample);
      contestants.add(new Cli(sample));
    }
    return new Contest("build of a context of " + size, contestants);
  }

  private static void requireSameImage(ImageEngine engine, SampleContext sample)
      throws IOException, InterruptedException {
    new Ours("", engine, sample).work();
    new Cli(sample).build("--no-cache");
    String ours = layers(Ours.IMAGE);
    String theirs = layers(Cli.IMAGE);
    if (!ours.equals(theirs)) {
      throw new IllegalStateException("our layers are " + ours + ", docker's " + theirs);
    }
    Docker.remove(Ours.IMAGE, Cli.IMAGE);
  }

  private static String layers(String image) throws IOException, InterruptedException {
    return Docker.run("image", "inspect", "--format", "{{.RootFS.Layers}}", image);
  }

  /** By the engine port, in this process. */
  private record Ours(String size, ImageEngine engine, SampleContext sample) implements Contestant {
    static final String IMAGE = "activo-bench/ours:1";

    @Override
    public String title() {
      return "activo build " + size;
    }

    @Override
    public void prepare() throws IOException {
      sample.change();
    }

    @Override
    public void work() {
      engine.build(new ImageBuild(ImageReference.parse(IMAGE), sample.context()), Progress.none());
    }

    @Override
    public void check() throws IOException, InterruptedException {
      if (Docker.isThere()) {
        Docker.remove(IMAGE);
      }
    }
  }

  /** The docker CLI. */
  private record Cli(SampleContext sample) implements Contestant {
    static final String IMAGE = "activo-bench/docker:1";

    @Override
    public String title() {
      return "docker build";
    }

    @Override
    public void prepare() throws IOException {
      sample.change();
    }

    @Override
    public void work() throws IOException, InterruptedException {
      build("--quiet");
    }

    void build(String option) throws IOException, InterruptedException {
      Docker.run("build", option, "--tag", IMAGE, sample.folder().toString());
    }

    @Override
    public void check() throws IOException, InterruptedException {
      Docker.remove(IMAGE);
    }
  }
}
