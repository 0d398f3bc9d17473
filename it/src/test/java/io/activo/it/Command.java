package io.activo.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that has ended.
 *
 * @param exit its exit code
 * @param output what it printed, errors too
 */
record Command(int exit, String output) {

  /** Runs a program that must succeed; what it printed. */
  static String in(Path folder, String... command) {
    Command ended = run(folder, List.of(command), System.getenv());
    return ended.exit == 0 ? ended.output : fail(String.join(" ", command) + "\n" + ended.output);
  }

  /** Runs a program with exactly these environment variables. */
  static Command run(Path folder, List<String> command, Map<String, String> environment) {
    return run(folder, command, environment, "");
  }

  /** As above, with a text that it reads from its standard input. */
  static Command run(
      Path folder, List<String> command, Map<String, String> environment, String input) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(environment.keySet());
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (OutputStream toProgram = process.getOutputStream()) {
        toProgram.write(input.getBytes(StandardCharsets.UTF_8));
      }
      byte[] output = process.getInputStream().readAllBytes();
      return new Command(process.waitFor(), new String(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while " + command.get(0) + " ran", e);
    }
  }
}
