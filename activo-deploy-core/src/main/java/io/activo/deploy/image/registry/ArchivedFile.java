package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/**
 * A file of an archive, taken as a layer.
 *
 * @param path where it stands
 * @param compressed whether it is gzip already
 * @param blob what is sent of it: gzip
 * @param unpacked the digest of the tar, which an image's config calls {@code diff_id}
 */
record ArchivedFile(String path, boolean compressed, Descriptor blob, Digest unpacked) {
  private static final int PIECE = 64 * 1024;

  /** Reads a file to its end. */
  static ArchivedFile read(String path, InputStream content) throws IOException {
    BufferedInputStream in = new BufferedInputStream(content, PIECE);
    boolean compressed = isGzip(in);
    Measured file = new Measured(in);
    Measured other = new Measured(compressed ? new GZIPInputStream(file) : new Gzipped(file));
    other.transferTo(OutputStream.nullOutputStream());
    file.transferTo(OutputStream.nullOutputStream());
    Measured sent = compressed ? file : other;
    Measured tar = compressed ? other : file;
    Descriptor blob = new Descriptor(MediaTypes.DOCKER_LAYER, sent.digest(), sent.size());
    return new ArchivedFile(path, compressed, blob, tar.digest());
  }

  /** By its first two bytes (RFC 1952, 2.3.1). */
  private static boolean isGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
  }

  /** What is sent of it. */
  InputStream sent(InputStream content) throws IOException {
    return new Verified(compressed ? content : new Gzipped(content), blob);
  }
}
