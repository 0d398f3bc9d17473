package io.activo.deploy.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A program that gives credentials: started without a shell, and ended with all that it started
 * when its time is over. What it gets and writes is secret.
 *
 * @param command the program and its arguments
 * @param environment all variables that it gets
 */
public record CredentialProgram(List<String> command, Map<String, String> environment) {
  private static final int MOST_BYTES = 1 << 20;

  /**
   * How a program ended, and what it wrote.
   *
   * @param stdout as UTF-8, at most 1 MiB
   * @param stderr as UTF-8, at most 1 MiB
   */
  public record Output(int exitCode, String stdout, String stderr) {
    /** Without what was written: it is secret. */
    @Override
    public String toString() {
      return "Output[exitCode=" + exitCode + "]";
    }
  }

  /** A program ran, but what it wrote could not be read. */
  public static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(ExecutionException failure) {
      super("the output could not be read", failure.getCause());
    }
  }

  public CredentialProgram {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * The file of a program: a path if it has a slash, otherwise the first of its name on the {@code
   * PATH}; empty where there is none that can be executed.
   */
  public static Optional<Path> find(String program, Map<String, String> environment) {
    Stream<Path> candidates =
        program.contains("/") || program.contains(File.separator)
            ? Stream.of(Path.of(program))
            : onPath(program, environment);
    return candidates
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> onPath(String program, Map<String, String> environment) {
    List<String> files = files(program, System.getProperty("os.name", ""));
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> files.stream().map(file -> Path.of(folder, file)));
  }

  /** The names that the file of a program may have. */
  static List<String> files(String name, String system) {
    return system.toLowerCase(Locale.ROOT).startsWith("windows")
        ? Stream.of(".exe", ".cmd", ".bat", "").map(ending -> name + ending).toList()
        : List.of(name);
  }

  /**
   * Runs the program to its end.
   *
   * @param input what it is given to read: less than a pipe holds, so that writing never waits
   * @param limit for its end and that of all it writes
   * @return how it ended; empty where it takes longer
   * @throws Unreadable if what it writes cannot be read
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public Optional<Output> run(String input, Duration limit)
      throws IOException, InterruptedException {
    return output(start(), input, limit);
  }

  /** As {@link #run}, of a process that runs already. */
  static Optional<Output> output(Process process, String input, Duration limit)
      throws IOException, InterruptedException {
    ProcessTree tree = new ProcessTree(process);
    CompletableFuture<String> stdout = text(process.getInputStream());
    CompletableFuture<String> stderr = text(process.getErrorStream());
    boolean hasEnded = false;
    try {
      write(process, input);
      hasEnded = tree.awaits(CompletableFuture.allOf(process.onExit(), stdout, stderr), limit);
      return hasEnded
          ? Optional.of(new Output(process.exitValue(), stdout.get(), stderr.get()))
          : Optional.empty();
    } catch (ExecutionException e) {
      throw new Unreadable(e);
    } finally {
      if (!hasEnded) {
        tree.end();
      }
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A program that does not read is judged by what it writes. */
  private static void write(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before, and its exit code says why.
    }
  }

  /** Read aside, since reading itself knows no limit. */
  private static CompletableFuture<String> text(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                byte[] bytes = stream.readNBytes(MOST_BYTES);
                text.complete(new String(bytes, StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            },
            "activo-credential-program");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** Without arguments and variables: they may be secret. */
  @Override
  public String toString() {
    return command.get(0);
  }
}
