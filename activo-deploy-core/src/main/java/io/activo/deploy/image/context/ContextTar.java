package io.activo.deploy.image.context;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes entries as a USTAR archive (POSIX.1-1988); PAX headers (POSIX.1-2001) where a name is not
 * ASCII, or too long. Everything belongs to user and group 0.
 */
final class ContextTar implements ContextEntry.Visitor {
  private static final int BLOCK = 512;
  private static final int BUFFER = 64 * 1024;

  private final TarArchiveOutputStream tar;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];

  /** Writes to a stream, which stays open. */
  ContextTar(OutputStream out) {
    this.out = out;
    tar = new TarArchiveOutputStream(out, BLOCK, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  @Override
  public void visit(ContextEntry entry) throws IOException {
    tar.putArchiveEntry(header(entry));
    if (entry.type() == ContextEntry.Type.FILE) {
      copy(entry);
    }
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry header(ContextEntry entry) {
    boolean folder = entry.type() == ContextEntry.Type.FOLDER;
    TarArchiveEntry header =
        new TarArchiveEntry(entry.path() + (folder ? "/" : ""), flag(entry.type()), true);
    header.setMode(entry.mode());
    header.setModTime(FileTime.from(entry.modified()));
    header.setSize(entry.content().size());
    header.setLinkName(entry.link());
    header.setIds(0, 0);
    header.setNames("", "");
    return header;
  }

  private static byte flag(ContextEntry.Type type) {
    return switch (type) {
      case FILE -> TarConstants.LF_NORMAL;
      case FOLDER -> TarConstants.LF_DIR;
      case LINK -> TarConstants.LF_SYMLINK;
      case FIFO -> TarConstants.LF_FIFO;
    };
  }

  private void copy(ContextEntry entry) throws IOException {
    long size = entry.content().size();
    long copied = 0;
    try (InputStream in = entry.content().open()) {
      for (int read = read(entry, in); read >= 0; read = read(entry, in)) {
        copied += read;
        if (copied > size) {
          break;
        }
        tar.write(buffer, 0, read);
      }
    }
    if (copied != size) {
      throw new DeployException(
          Problem.of(
              "the file changed while it was sent to the builder: it had " + size + " bytes",
              Place.of(entry.path()),
              "build again when nothing writes to it, or name it in .dockerignore"));
    }
  }

  private int read(ContextEntry entry, InputStream in) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw DiskFile.unreadable(Path.of(entry.path()), e);
    }
  }

  /** Ends the archive, once it has everything: one without an end is not a whole one. */
  void finish() throws IOException {
    tar.finish();
    out.flush();
  }
}
