package io.activo.deploy.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code it/bench context}: a large build context as a tar, beside GNU tar. */
public final class Context {
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 5;
  private static final Path NOWHERE = Path.of("/dev/null");

  private Context() {}

  /**
   * Measures in turn, prints a table and ratios.
   *
   * @param args a folder for what is packed
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    SampleContext sample = SampleContext.large(Path.of(args[0]).resolve("large"));
    List<Contestant> contestants = new ArrayList<>(List.of(new Ours(sample)));
    if (Program.isThere("tar", "apt-get install tar")) {
      contestants.add(new Tar(sample));
    }
    new Contest("context of 1 GB and 20 000 files", contestants).run(WARM_UPS, ROUNDS);
    System.out.printf(
        "heap: at most %d MB were there%n", Runtime.getRuntime().maxMemory() / (1024 * 1024));
  }

  /** What is sent to an engine, sent nowhere. */
  private record Ours(SampleContext sample) implements Contestant {
    @Override
    public String title() {
      return "activo context 1 GB";
    }

    @Override
    public void work() throws IOException {
      try (OutputStream out = Files.newOutputStream(NOWHERE)) {
        sample.context().writeTo(out);
      }
    }
  }

  /** GNU tar reads no contents when it sees that it writes to /dev/null itself. */
  private record Tar(SampleContext sample) implements Contestant {
    @Override
    public String title() {
      return "GNU tar";
    }

    @Override
    public void work() throws IOException, InterruptedException {
      Program.run("sh", "-c", "tar c -C '" + sample.folder() + "' . | cat > " + NOWHERE);
    }
  }
}
