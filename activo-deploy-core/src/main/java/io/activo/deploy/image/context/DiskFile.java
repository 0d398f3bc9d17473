package io.activo.deploy.image.context;

import static java.util.Objects.requireNonNull;

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
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of the build context as the disk has it; links are never followed.
 *
 * @param unixMode its kind and permissions, as {@code st_mode} has them
 * @param size in bytes
 * @param written when it was changed, as exactly as the disk knows it
 */
record DiskFile(Path path, int unixMode, long size, FileTime written) {
  /** The order of the bytes of a name in UTF-8, which is the order of its code points. */
  static final Comparator<String> BYTE_ORDER = DiskFile::compareCodePoints;

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int FOLDER = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int SOCKET = 0140000;
  private static final int PERMISSIONS = 07777;

  /**
   * Looks a path up that was just listed.
   *
   * @throws DeployException if it cannot be looked at, or is gone meanwhile
   */
  static DiskFile of(Path path) {
    try {
      return read(path);
    } catch (NoSuchFileException e) {
      throw new DeployException(changed(Place.of(path.toString()), "it was removed"), e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static DiskFile read(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      String wanted = "unix:mode,size,lastModifiedTime";
      Map<String, Object> found = Files.readAttributes(path, wanted, LinkOption.NOFOLLOW_LINKS);
      return new DiskFile(
          path,
          (Integer) requireNonNull(found.get("mode")),
          (Long) requireNonNull(found.get("size")),
          (FileTime) requireNonNull(found.get("lastModifiedTime")));
    }
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new DiskFile(path, mode(found), found.size(), found.lastModifiedTime());
  }

  /** Without Unix permissions everything is executable, as the docker CLI has it on Windows. */
  private static int mode(BasicFileAttributes attributes) {
    int type = attributes.isDirectory() ? FOLDER : attributes.isSymbolicLink() ? LINK : REGULAR;
    return type | 0755;
  }

  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above all that are one character.
        boolean astral = Character.isSurrogate(x) != Character.isSurrogate(y);
        return astral ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** What is in a folder, by name in byte order. */
  static TreeMap<String, Path> children(Path folder) {
    TreeMap<String, Path> children = new TreeMap<>(BYTE_ORDER);
    try (Stream<Path> list = Files.list(folder)) {
      list.forEach(path -> children.put(name(path), path));
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new DeployException(changed(Place.of(folder.toString()), "it was removed"), e);
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

  private int type() {
    return unixMode & TYPE;
  }

  boolean isFolder() {
    return type() == FOLDER;
  }

  boolean isRegular() {
    return type() == REGULAR;
  }

  int mode() {
    return unixMode & PERMISSIONS;
  }

  /** When it was changed, in whole seconds, as a tar without extensions keeps it. */
  Instant modified() {
    return written.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The entry for it; empty for a socket, which is never sent. */
  Optional<ContextEntry> entry(String name) {
    return switch (type()) {
      case REGULAR -> Optional.of(entry(name, ContextEntry.Type.FILE, "", content()));
      case FOLDER -> Optional.of(empty(name, ContextEntry.Type.FOLDER, ""));
      case LINK -> Optional.of(empty(name, ContextEntry.Type.LINK, target()));
      case FIFO -> Optional.of(empty(name, ContextEntry.Type.FIFO, ""));
      case SOCKET -> Optional.empty();
      default ->
          throw new DeployException(
              Problem.of(
                  "a device cannot be sent with a build context",
                  Place.of(path.toString()),
                  "name it in .dockerignore"));
    };
  }

  private ContextEntry empty(String name, ContextEntry.Type type, String link) {
    return entry(name, type, link, ContextEntry.Content.none());
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
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
      }

      @Override
      public Optional<Path> file() {
        return Optional.of(path);
      }

      @Override
      public Optional<String> change() {
        return DiskFile.this.change();
      }
    };
  }

  /** How the disk differs from what it was, as a clause; empty if it does not. */
  private Optional<String> change() {
    try {
      DiskFile now = read(path);
      if (now.type() != type()) {
        return Optional.of("it is no file any more");
      } else if (now.size() != size) {
        return Optional.of("it had " + size + " bytes and has " + now.size());
      }
      return now.written().equals(written) ? Optional.empty() : Optional.of("it was written to");
    } catch (NoSuchFileException e) {
      return Optional.of("it was removed");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Problem changed(Place place, String how) {
    return Problem.of(
        "changed while it was sent to the builder: " + how,
        place,
        "build again when nothing writes to it, or name it in .dockerignore");
  }

  static DeployException unreadable(Path path, IOException cause) {
    return unreadable(Place.of(path.toString()), cause);
  }

  static DeployException unreadable(Place place, IOException cause) {
    return new DeployException(
        Problem.of(
            "cannot be read for the build context (" + cause.getClass().getSimpleName() + ")",
            place,
            "make it readable, or name it in .dockerignore"),
        cause);
  }
}
