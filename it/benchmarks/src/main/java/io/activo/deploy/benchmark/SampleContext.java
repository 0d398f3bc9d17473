package io.activo.deploy.benchmark;

import io.activo.deploy.image.context.BuildContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Build contexts with contents that do not compress and that no engine has seen before. */
final class SampleContext {
  private static final int PER_FOLDER = 200;

  /** Into the root: another folder would have the time of the build, and each build its own. */
  private static final String COPY = "COPY folder00 /\n";

  private final Path folder;
  private final Random random = new Random();

  private SampleContext(Path folder) {
    this.folder = folder;
  }

  /** 1 GB in 20 000 files in 100 folders, of which the image takes one. */
  static SampleContext large(Path folder) throws IOException {
    SampleContext context = new SampleContext(folder);
    for (int i = 0; i < 100; i++) {
      context.fill("folder%02d".formatted(i), PER_FOLDER, 50_000);
    }
    return context.dockerfile(COPY);
  }

  /** 3 MB in 200 files, all for the image. */
  static SampleContext small(Path folder) throws IOException {
    SampleContext context = new SampleContext(folder);
    context.fill("folder00", PER_FOLDER, 15_000);
    return context.dockerfile(COPY);
  }

  private void fill(String name, int files, int size) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < files; i++) {
      Files.write(to.resolve("file%03d".formatted(i)), bytes(size));
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private SampleContext dockerfile(String copies) throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n" + copies);
    return this;
  }

  /** 100 MB in five files, each a layer of the image. */
  static SampleContext layers(Path folder) throws IOException {
    SampleContext context = new SampleContext(folder);
    context.fill("folder00", 5, 20_000_000);
    return context.dockerfile(
        IntStream.range(0, 5)
            .mapToObj("COPY folder00/file%03d /\n"::formatted)
            .collect(Collectors.joining()));
  }

  /** Changes a file that the image takes, so that no builder has what it needs in its cache. */
  void change() throws IOException {
    Path file = folder.resolve("folder00/file000");
    Files.write(file, bytes((int) Files.size(file)));
  }

  Path folder() {
    return folder;
  }

  BuildContext context() {
    return new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
  }
}
