package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A stream whose bytes are counted and summed as they are read. */
class Measured extends FilterInputStream {
  private final String algorithm;
  private final MessageDigest sum;
  private long size;

  /** Measures with SHA-256. */
  Measured(InputStream in) {
    this(in, "sha256");
  }

  /**
   * @param algorithm as a digest names it: {@code sha256}
   */
  Measured(InputStream in, String algorithm) {
    super(in);
    this.algorithm = algorithm;
    try {
      this.sum = MessageDigest.getInstance(algorithm.replace("sha", "SHA-"));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256, SHA-384 and SHA-512", e);
    }
  }

  /** The size of what was read. */
  final long size() {
    return size;
  }

  /** The digest of what was read; to be asked for once. */
  final Digest digest() {
    return new Digest(algorithm + ":" + HexFormat.of().formatHex(sum.digest()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      sum.update(buffer, offset, count);
      size += count;
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("what is skipped is not measured");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
