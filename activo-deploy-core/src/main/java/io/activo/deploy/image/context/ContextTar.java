package io.activo.deploy.image.context;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
  static final int BUFFER = 64 * 1024;

  private final TarArchiveOutputStream tar;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];

  /** Writes to a stream, which stays open. */
  ContextTar(OutputStream out) {
    // commons-compress writes block by block, which costs half the time unless they are gathered.
    this.out = new BufferedOutputStream(out, 2 * BUFFER);
    tar = new TarArchiveOutputStream(this.out, BLOCK, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  @Override
  public void visit(ContextEntry entry) throws IOException {
    tar.putArchiveEntry(header(entry));
    if (entry.type() == ContextEntry.Type.FILE) {
      entry.copyTo(tar, buffer);
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

  /** Ends the archive, once it has everything: one without an end is not a whole one. */
  void finish() throws IOException {
    tar.finish();
    out.flush();
  }
}
