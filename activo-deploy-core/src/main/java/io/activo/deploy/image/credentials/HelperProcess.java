package io.activo.deploy.image.credentials;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One credential helper: a program with the argument {@code get}, a host to read, and a limit. */
record HelperProcess(Path program, Map<String, String> environment) {
  private static final int MOST_BYTES = 1 << 20;

  /** What a program wrote. */
  record Output(int exitCode, String stdout, String stderr) {
    /** Without what was written: it is secret. */
    @Override
    public String toString() {
      return "Output[exitCode=" + exitCode + "]";
    }
  }

  /** The program of a name on the {@code PATH}; on Windows also with an ending. */
  static Optional<HelperProcess> find(String name, Map<String, String> environment) {
    if (name.contains("/") || name.contains("\\")) {
      return Optional.empty();
    }
    List<String> files = files(name, System.getProperty("os.name", ""));
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> files.stream().map(file -> Path.of(folder, file)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new HelperProcess(file, environment));
  }

  /** The names that the file of a program may have. */
  static List<String> files(String name, String system) {
    return system.toLowerCase(Locale.ROOT).startsWith("windows")
        ? Stream.of(".exe", ".cmd", ".bat").map(ending -> name + ending).toList()
        : List.of(name);
  }

  /**
   * What it writes when it is given a text to read.
   *
   * @param limit for its end and that of all it writes; empty where they take longer
   */
  Optional<Output> run(String input, Duration limit) {
    Process process = start();
    CompletableFuture<String> stdout = text(process.getInputStream());
    CompletableFuture<String> stderr = text(process.getErrorStream());
    try {
      write(process, input);
      CompletableFuture.allOf(process.onExit(), stdout, stderr)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(new Output(process.exitValue(), stdout.join(), stderr.join()));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted", Place.of(program.toString()), ""), e);
    } finally {
      endAll(process);
    }
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "cannot be started", Place.of(program.toString()), "see whether it is a program"),
          e);
    }
  }

  /**
   * A program that does not read is judged by what it writes. A host's name is shorter than what a
   * pipe holds, so that this never waits.
   */
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
            "activo-credential-helper");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** The program first: it would go on once what it waits for is ended. */
  private static void endAll(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Without the variables: they hold secrets. */
  @Override
  public String toString() {
    return program.toString();
  }
}
