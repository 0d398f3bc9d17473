package io.activo.deploy.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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

/**
 * A credential plugin's program: started without a shell, with nothing to read, and ended with all
 * that it started when its time is over.
 *
 * @param command the program and its arguments
 * @param environment all variables that it gets
 */
record PluginProcess(List<String> command, Map<String, String> environment) {
  private static final int MOST_BYTES = 1 << 20;

  /** How a program ended, and what it wrote. */
  record Output(int exitCode, String stdout, String stderr) {
    /** Without what was written: it is secret. */
    @Override
    public String toString() {
      return "Output[exitCode=" + exitCode + "]";
    }
  }

  PluginProcess {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * The file of a program: a path if it has a slash, otherwise the first of its name on the {@code
   * PATH}; empty where there is none that can be executed.
   */
  static Optional<Path> find(String program, Map<String, String> environment) {
    Stream<Path> candidates =
        program.contains("/") || program.contains(File.separator)
            ? Stream.of(Path.of(program))
            : onPath(program, environment);
    return candidates
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> onPath(String program, Map<String, String> environment) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> endings = windows ? List.of("", ".exe", ".cmd", ".bat") : List.of("");
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> endings.stream().map(ending -> Path.of(folder, program + ending)));
  }

  /**
   * Runs the program to its end.
   *
   * @param limit for its end and that of all it writes
   * @return how it ended; empty where it takes longer
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  Optional<Output> run(Duration limit) throws IOException, InterruptedException {
    Process process = start();
    CompletableFuture<String> stdout = text(process.getInputStream());
    CompletableFuture<String> stderr = text(process.getErrorStream());
    try {
      process.getOutputStream().close();
      CompletableFuture.allOf(process.onExit(), stdout, stderr)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(new Output(process.exitValue(), stdout.join(), stderr.join()));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } finally {
      endAll(process);
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
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
            "activo-credential-plugin");
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

  /** Without arguments and variables: they may be secret. */
  @Override
  public String toString() {
    return command.get(0);
  }
}
