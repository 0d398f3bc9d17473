package io.activo.deploy.image.context;

import io.activo.deploy.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    if (written.startsWith(folder)
        && context.files().containsKey(name(folder.relativize(written)))) {
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
    NavigableMap<String, byte[]> overlay = new TreeMap<>(context.files());
    Optional<String> ignore = ignoreText(context);
    outside.ifPresent(
        content -> {
          overlay.put(name, content);
          overlay.put(IgnoreFile.NAME, hiding(ignore).getBytes(StandardCharsets.UTF_8));
        });
    List<String> patterns = IgnoreFile.patterns(ignore.orElse(""));
    return new ContextWalk(
        context.folder(),
        overlay,
        Set.of(name, IgnoreFile.NAME),
        DockerIgnore.of(patterns),
        modified(context));
  }

  /** As the docker CLI does it: a Dockerfile from outside is not copied into the image. */
  private String hiding(Optional<String> ignore) {
    return ignore.orElse(IgnoreFile.NAME) + "\n" + name + "\n";
  }

  /** What the .dockerignore says; empty if there is none. */
  static Optional<String> ignoreText(BuildContext context) {
    byte[] replaced = context.files().get(IgnoreFile.NAME);
    Path file = context.folder().resolve(IgnoreFile.NAME);
    if (replaced == null && !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = replaced == null ? Files.readAllBytes(file) : replaced;
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DiskFile.unreadable(file, e);
    }
  }

  /** The Dockerfile's time stands for what has none of its own. */
  private static Instant modified(BuildContext context) {
    Path file = context.dockerfile();
    return DiskFile.of(Files.exists(file) ? file : context.folder()).modified();
  }
}
