package io.activo.deploy.image.context;

import io.activo.deploy.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Dockerfile's place in a build context.
 *
 * @param name its path in the context
 * @param outside its content, where it is not in the context folder
 */
record ContextDockerfile(String name, Optional<byte[]> outside) {
  private static final int NAME_DIGITS = 20;

  static ContextDockerfile of(BuildContext context) {
    Path folder = context.folder().toAbsolutePath().normalize();
    Path written = context.dockerfile().toAbsolutePath().normalize();
    if (ours(context, written).isPresent()) {
      return new ContextDockerfile(name(folder.relativize(written)), Optional.empty());
    }
    try {
      Path realFolder = folder.toRealPath();
      Path real = written.toRealPath();
      return real.startsWith(realFolder)
          ? new ContextDockerfile(name(realFolder.relativize(real)), Optional.empty())
          : generated(Files.readAllBytes(real));
    } catch (IOException e) {
      throw DiskFile.unreadable(context.dockerfile(), e);
    }
  }

  private static ContextDockerfile generated(byte[] content) {
    String hex = Digest.of(content).hex();
    return new ContextDockerfile(
        ".dockerfile." + hex.substring(0, NAME_DIGITS), Optional.of(content));
  }

  private static String name(Path relative) {
    StringBuilder name = new StringBuilder();
    for (Path part : relative) {
      name.append(name.isEmpty() ? "" : "/").append(DiskFile.name(part));
    }
    return name.toString();
  }

  /** The Dockerfile's text. */
  static String text(BuildContext context) {
    ContextDockerfile dockerfile = of(context);
    try {
      byte[] bytes = dockerfile.outside().orElse(context.files().get(dockerfile.name()));
      return new String(
          bytes == null ? Files.readAllBytes(context.dockerfile()) : bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw DiskFile.unreadable(context.dockerfile(), e);
    }
  }

  /** Goes through a context that has passed its check. */
  ContextWalk walk(BuildContext context) {
    ContextIgnore ignore = ContextIgnore.of(context);
    NavigableMap<String, byte[]> overlay = new TreeMap<>(context.files());
    Set<String> kept = ignore.kept(this);
    if (!kept.contains(IgnoreFile.NAME) && ignore.patterns().excludes(IgnoreFile.NAME)) {
      overlay.remove(IgnoreFile.NAME);
    }
    outside.ifPresent(content -> overlay.put(name, content));
    ignore
        .replacement(this)
        .ifPresent(text -> overlay.put(IgnoreFile.NAME, text.getBytes(StandardCharsets.UTF_8)));
    return new ContextWalk(context.folder(), overlay, kept, ignore.patterns(), modified(context));
  }

  /** What {@code files} of a context has in place of what is at a path. */
  static Optional<byte[]> ours(BuildContext context, Path path) {
    Path folder = context.folder().toAbsolutePath().normalize();
    Path written = path.toAbsolutePath().normalize();
    return written.startsWith(folder)
        ? Optional.ofNullable(context.files().get(name(folder.relativize(written))))
        : Optional.empty();
  }

  /** The Dockerfile's time stands for what has none of its own. */
  private static Instant modified(BuildContext context) {
    Path file = context.dockerfile();
    return DiskFile.of(Files.exists(file) ? file : context.folder()).modified();
  }
}
