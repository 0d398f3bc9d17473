package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The blobs of an image in an archive, one at a time. Those that are asked for in the order of the
 * archive come in one passage through it; any other begins a new one.
 */
final class ArchiveBlobs implements BlobSource, AutoCloseable {
  private static final int PIECE = 64 * 1024;

  private final ImageArchive archive;
  private final ArchivedImage image;
  private Optional<TarArchiveInputStream> passage = Optional.empty();

  ArchiveBlobs(ImageArchive archive, ArchivedImage image) {
    this.archive = archive;
    this.image = image;
  }

  /** A passage through an archive. */
  static TarArchiveInputStream passage(ImageArchive archive) {
    return new TarArchiveInputStream(new BufferedInputStream(archive.open(), PIECE));
  }

  @Override
  public InputStream open(Descriptor blob) throws IOException {
    if (blob.equals(image.configBlob())) {
      return new ByteArrayInputStream(image.config());
    }
    for (ArchivedFile layer : image.layers()) {
      if (layer.blob().equals(blob)) {
        return layer.sent(content(layer.path()));
      }
    }
    throw new IllegalArgumentException("no blob of this image: " + blob.digest());
  }

  private InputStream content(String path) throws IOException {
    if (passage.isPresent() && advance(passage.get(), path)) {
      return new Content(passage.get());
    }
    close();
    TarArchiveInputStream tar = passage(archive);
    passage = Optional.of(tar);
    if (!advance(tar, path)) {
      throw new IOException("it no longer has " + path);
    }
    return new Content(tar);
  }

  private static boolean advance(TarArchiveInputStream tar, String path) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile() && ArchiveIndex.path(entry).equals(path)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Place where() {
    return image.where();
  }

  @Override
  public DeployException failure(IOException failure) {
    return unreadable(failure, image.where());
  }

  /** An archive that breaks off, or is none. */
  static DeployException unreadable(IOException failure, Place where) {
    String message =
        failure instanceof WrongContent wrong ? wrong.text() : String.valueOf(failure.getMessage());
    return new DeployException(
        Problem.of(
            "the archive that the engine makes of it cannot be read: " + message,
            where,
            "see whether the engine still runs, and try again"),
        failure);
  }

  @Override
  public void close() throws IOException {
    if (passage.isPresent()) {
      passage.get().close();
      passage = Optional.empty();
    }
  }

  /**
   * One file. Where it is not read to its end the passage ends too: a sender that is late may still
   * read from it.
   */
  private final class Content extends FilterInputStream {
    private volatile boolean ended;

    Content(InputStream tar) {
      super(tar);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        ArchiveBlobs.this.close();
      }
    }
  }
}
