package io.activo.deploy.secret;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that may hold secrets: whole or not at all, and for their owner only. */
public final class PrivateFile {
  /** As many as Linux follows (path_resolution(7)). */
  private static final int MOST_LINKS = 40;

  private PrivateFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file by way of another one beside it, so that a write that fails leaves what was there
   * and nothing else. What is written can be read and written by its owner alone ({@code
   * rw-------}), also where a file was there before that others could read; only that its owner may
   * execute it is kept. A folder that is made for it is its owner's alone too. A link is kept: its
   * target is written, or made where there is none. What is there and is no file, such as a
   * terminal, is written to as it is.
   *
   * @throws FileSystemLoopException if links lead to links without an end
   */
  public static void write(Path file, Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        content.writeTo(out);
      }
      return;
    }
    Path target = target(file.toAbsolutePath());
    Path folder = target.resolveSibling("");
    createFolder(folder);
    Path beside = Files.createTempFile(folder, ".activo", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        content.writeTo(out);
      }
      keepExecutable(target, beside);
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Where a link leads, which need not be there. */
  private static Path target(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (isPosix(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** A new file beside has the permissions {@code rw-------} already. */
  private static void keepExecutable(Path from, Path to) throws IOException {
    if (Files.exists(from)
        && isPosix(from)
        && Files.getPosixFilePermissions(from).contains(PosixFilePermission.OWNER_EXECUTE)) {
      Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
