package io.activo.deploy.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Other programs, of which those that are not installed are passed over. */
final class Program {
  private Program() {}

  /**
   * Whether a program is installed; says how to have it if it is not.
   *
   * @param mend how to have it
   */
  static boolean isThere(String name, String mend) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name)));
    if (!there) {
      System.out.println(name + " is not there; to have it: " + mend);
    }
    return there;
  }

  /**
   * Runs one; what it gives out.
   *
   * @param environment beside our own
   * @throws IllegalStateException if it fails, with what it said
   */
  static String run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
    }
    return said;
  }

  static String run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), List.of(command));
  }
}
