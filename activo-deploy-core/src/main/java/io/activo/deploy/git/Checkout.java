package io.activo.deploy.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A folder inside a git checkout, read through the git program. */
public final class Checkout {
  private static final String NONE = "(initial)";
  private static final String DETACHED = "(detached)";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final String program;
  private final Duration limit;

  public Checkout(Path folder) {
    this(folder, "git", LIMIT);
  }

  /** With another program in git's place, and a limit for each of its answers. */
  Checkout(Path folder, String program, Duration limit) {
    this.folder = folder;
    this.program = program;
    this.limit = limit;
  }

  /**
   * The commit, branch and tag checked out in the folder; {@link Revision#unknown()} where the
   * folder is no checkout or no git program is there. A tag counts only when no branch is checked
   * out and the commit has exactly one.
   */
  public Revision revision() {
    Optional<List<String>> status = git("status", "--porcelain=v2", "--branch");
    if (status.isEmpty()) {
      return Revision.unknown();
    }
    Optional<String> commit = header(status.get(), "# branch.oid ", NONE);
    Optional<String> branch = header(status.get(), "# branch.head ", DETACHED);
    List<String> changed =
        status.get().stream().filter(line -> !line.startsWith("#")).map(Checkout::path).toList();
    Optional<String> tag = branch.isPresent() ? Optional.empty() : onlyTag();
    return new Revision(commit, branch, tag, changed);
  }

  /**
   * Where the repository comes from: the address of the remote {@code origin}, without a password
   * that stands in it; empty where there is none.
   */
  public Optional<String> source() {
    return git("config", "--get", "remote.origin.url").stream()
        .flatMap(List::stream)
        .findFirst()
        .map(url -> url.replaceFirst("^([a-z+]+://)[^/]*@", "$1"));
  }

  /** When the commit was made; empty where there is none. */
  public Optional<Instant> commitTime() {
    return git("show", "--no-patch", "--format=%ct", "HEAD").stream()
        .flatMap(List::stream)
        .findFirst()
        .map(Long::valueOf)
        .map(Instant::ofEpochSecond);
  }

  /**
   * What stands behind the fields of a line of {@code git status --porcelain=v2}; of a file that
   * was renamed the new name.
   */
  private static String path(String line) {
    int fields =
        switch (line.charAt(0)) {
          case '1' -> 9;
          case '2' -> 10;
          case 'u' -> 11;
          default -> 2;
        };
    String[] parts = line.split(" ", fields);
    return parts[parts.length - 1].replaceFirst("\t.*", "");
  }

  private static Optional<String> header(List<String> status, String name, String none) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .filter(value -> !value.equals(none))
        .findFirst();
  }

  private Optional<String> onlyTag() {
    List<String> tags = git("tag", "--points-at", "HEAD").orElse(List.of());
    return tags.size() == 1 ? Optional.of(tags.get(0)) : Optional.empty();
  }

  /** The lines that git prints; empty when it fails, is too slow or is not there. */
  private Optional<List<String>> git(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-c", "core.quotePath=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return output(process).map(output -> output.lines().toList());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Read aside, since reading itself knows no limit. */
  private Optional<String> output(Process process) {
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process));
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(output.get(limit.toMillis(), TimeUnit.MILLISECONDS))
          : Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      endAll(process);
    }
  }

  /** The program first: it would go on once what it waits for is ended. */
  private static void endAll(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  private static String text(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
