package io.activo.deploy.image.context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The patterns that decide what a build context holds: those of {@code <Dockerfile>.dockerignore}
 * beside the Dockerfile if it is there, otherwise those of the folder's .dockerignore (BuildKit
 * 0.13). The classic builder knows the second alone, and goes by the one in the tar only to take
 * the Dockerfile and that file out again: {@link #replacement} is what it must be told so that both
 * arrive, or do not, as the patterns say.
 *
 * @param file where the patterns stand
 * @param text what that file says; empty if there is none
 * @param besideDockerfile whether it is the Dockerfile's own
 * @param inFolder what the folder's .dockerignore says; empty if there is none
 */
record ContextIgnore(
    Path file, Optional<String> text, boolean besideDockerfile, Optional<String> inFolder) {

  static ContextIgnore of(BuildContext context) {
    Path folders = context.folder().resolve(IgnoreFile.NAME);
    Optional<String> inFolder = read(context, folders);
    Path own = Path.of(context.dockerfile() + IgnoreFile.NAME);
    Optional<String> owns = read(context, own);
    return owns.isPresent()
        ? new ContextIgnore(own, owns, true, inFolder)
        : new ContextIgnore(folders, inFolder, false, inFolder);
  }

  private static Optional<String> read(BuildContext context, Path file) {
    Optional<byte[]> ours = ContextDockerfile.ours(context, file);
    if (ours.isEmpty() && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = ours.isPresent() ? ours.get() : Files.readAllBytes(file);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DiskFile.unreadable(file, e);
    }
  }

  DockerIgnore patterns() {
    return DockerIgnore.of(IgnoreFile.patterns(text.orElse("")));
  }

  /** What is sent although a pattern excludes it: what the builder itself reads. */
  Set<String> kept(ContextDockerfile dockerfile) {
    return besideDockerfile && !hides(dockerfile)
        ? Set.of(dockerfile.name())
        : Set.of(dockerfile.name(), IgnoreFile.NAME);
  }

  /** Whether the Dockerfile is not to be copied into the image; one from outside never is. */
  private boolean hides(ContextDockerfile dockerfile) {
    return dockerfile.outside().isPresent() || patterns().excludes(dockerfile.name());
  }

  private boolean hidesItself() {
    return inFolder.isEmpty() || patterns().excludes(IgnoreFile.NAME);
  }

  /** What stands in the tar's .dockerignore; empty where that is what the disk has, or nothing. */
  Optional<String> replacement(ContextDockerfile dockerfile) {
    boolean hides = hides(dockerfile);
    if (!hides && hidesItself()) {
      return Optional.empty();
    }
    String text = inFolder.filter(ContextIgnore::isUnderstood).orElse("");
    DockerIgnore said = DockerIgnore.of(IgnoreFile.patterns(text));
    String lines =
        line(IgnoreFile.NAME, said, hidesItself()) + line(dockerfile.name(), said, hides);
    String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    return lines.isEmpty() ? Optional.empty() : Optional.of(text + end + lines);
  }

  /** The builder passes over a file in which it finds a fault. */
  private static boolean isUnderstood(String text) {
    return IgnoreFile.problems(IgnoreFile.NAME, text).isEmpty();
  }

  /** What makes the patterns say of a path what they do not yet say. */
  private static String line(String path, DockerIgnore said, boolean hidden) {
    return said.excludes(path) == hidden ? "" : (hidden ? "" : "!") + literal(path) + "\n";
  }

  /** A pattern for one path; a blank in a class is not trimmed. */
  private static String literal(String path) {
    return path.replaceAll("[\\\\*?\\[\\]^!#]", "\\\\$0").replace(" ", "[ ]");
  }
}
