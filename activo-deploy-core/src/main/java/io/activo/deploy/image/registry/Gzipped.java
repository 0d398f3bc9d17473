package io.activo.deploy.image.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;

/** A stream as gzip, compressed while it is read; the same bytes each time. */
final class Gzipped extends InputStream {
  private static final int PIECE = 64 * 1024;

  private final InputStream plain;
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(PIECE);
  private final GZIPOutputStream gzip;
  private final byte[] buffer = new byte[PIECE];
  private byte[] ready = new byte[0];
  private int at;
  private boolean ended;

  Gzipped(InputStream plain) throws IOException {
    this.plain = plain;
    this.gzip = new GZIPOutputStream(compressed, PIECE);
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == ready.length && !ended) {
      int count = plain.read(buffer);
      if (count < 0) {
        gzip.close();
        ended = true;
      } else {
        gzip.write(buffer, 0, count);
      }
      ready = compressed.toByteArray();
      compressed.reset();
      at = 0;
    }
    return at < ready.length;
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
