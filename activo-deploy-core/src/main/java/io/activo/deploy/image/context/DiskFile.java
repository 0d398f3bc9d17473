package io.activo.deploy.image.context;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file of the build context as the disk has it; links are never followed. */
record DiskFile(Path path, BasicFileAttributes attributes, int unixMode) {
  /** The order of the bytes of a name in UTF-8, which is the order of its code points. */
  static final Comparator<String> BYTE_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;
  private static final int PERMISSIONS = 07777;

  static DiskFile of(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
      // Without Unix permissions everything is executable, as the docker CLI has it on Windows.
      int mode =
          unix ? (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) : 0755;
      return new DiskFile(path, attributes, mode);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** What is in a folder, by name in byte order. */
  static TreeMap<String, Path> children(Path folder) {
    TreeMap<String, Path> children = new TreeMap<>(BYTE_ORDER);
    try (Stream<Path> list = Files.list(folder)) {
      list.forEach(path -> children.put(name(path), path));
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, new IOException(e));
    }
    return children;
  }

  /**
   * The last part of a path. The bytes on the disk are UTF-8 whatever the locale of the JVM; where
   * its decoding may have lost something they are taken from the path's URI, which keeps them.
   */
  static String name(Path path) {
    String name = String.valueOf(path.getFileName());
    if (name.chars().allMatch(c -> c < 128)) {
      return name;
    }
    String raw = path.toUri().getRawPath();
    String last = raw.substring(raw.lastIndexOf('/', raw.length() - 2) + 1).replaceAll("/$", "");
    return utf8(last)
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "the file's name is not UTF-8", Place.of(path.toString()), "rename it")));
  }

  private static Optional<String> utf8(String percentEncoded) {
    try {
      ByteBuffer bytes = percentDecoded(percentEncoded);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The path of a name in a folder, in UTF-8 whatever the locale of the JVM. */
  static Path resolve(Path folder, String name) {
    if (name.chars().allMatch(c -> c < 128)) {
      return folder.resolve(name);
    }
    StringBuilder uri = new StringBuilder(folder.toUri().toString());
    uri.append(uri.charAt(uri.length() - 1) == '/' ? "" : "/");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      uri.append(b == '/' ? "/" : "%" + HexFormat.of().toHexDigits(b));
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static ByteBuffer percentDecoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean escaped = text.charAt(i) == '%';
      bytes.put(
          (byte) (escaped ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i)));
      i += escaped ? 2 : 0;
    }
    return bytes.flip();
  }

  boolean isFolder() {
    return attributes.isDirectory();
  }

  int mode() {
    return unixMode & PERMISSIONS;
  }

  /** When it was changed, in whole seconds, as a tar without extensions keeps it. */
  Instant modified() {
    return attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The entry for it; empty for a socket, which is never sent. */
  Optional<ContextEntry> entry(String name) {
    if (attributes.isRegularFile()) {
      return Optional.of(entry(name, ContextEntry.Type.FILE, "", content()));
    } else if (attributes.isDirectory()) {
      return Optional.of(entry(name, ContextEntry.Type.FOLDER, "", ContextEntry.Content.none()));
    } else if (attributes.isSymbolicLink()) {
      return Optional.of(
          entry(name, ContextEntry.Type.LINK, target(), ContextEntry.Content.none()));
    } else if ((unixMode & TYPE) == FIFO) {
      return Optional.of(entry(name, ContextEntry.Type.FIFO, "", ContextEntry.Content.none()));
    } else if ((unixMode & TYPE) == SOCKET) {
      return Optional.empty();
    }
    throw new DeployException(
        Problem.of(
            "a device cannot be sent with a build context",
            Place.of(path.toString()),
            "name it in .dockerignore"));
  }

  private ContextEntry entry(
      String name, ContextEntry.Type type, String link, ContextEntry.Content content) {
    return new ContextEntry(name, type, mode(), modified(), link, content);
  }

  private String target() {
    try {
      return target(Files.readSymbolicLink(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** As {@link #name}; a path's URI begins at the root, and ends with a slash for a folder. */
  private String target(Path link) {
    String text = link.toString();
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    String raw = path.toAbsolutePath().getRoot().resolve(link).toUri().getRawPath();
    String whole = link.isAbsolute() ? raw : raw.substring(1);
    return utf8(text.endsWith("/") ? whole : whole.replaceAll("/$", ""))
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "the link's target is not UTF-8",
                        Place.of(path.toString()),
                        "name it in .dockerignore")));
  }

  private ContextEntry.Content content() {
    return new ContextEntry.Content() {
      @Override
      public long size() {
        return attributes.size();
      }

      @Override
      public InputStream open() {
        try {
          return Files.newInputStream(path);
        } catch (IOException e) {
          throw unreadable(path, e);
        }
      }
    };
  }

  static DeployException unreadable(Path path, IOException cause) {
    return new DeployException(
        Problem.of(
            "cannot be read for the build context (" + cause.getClass().getSimpleName() + ")",
            Place.of(path.toString()),
            "make it readable, or name it in .dockerignore"),
        cause);
  }
}
