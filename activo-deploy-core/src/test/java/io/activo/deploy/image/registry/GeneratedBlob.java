package io.activo.deploy.image.registry;

import java.io.InputStream;

/** Bytes that are made while they are read. */
final class GeneratedBlob extends InputStream {
  private final long size;
  private long at;

  GeneratedBlob(long size) {
    this.size = size;
  }

  @Override
  public int read() {
    return at < size ? (int) ((at++ * 31) >> 7) & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (at >= size) {
      return -1;
    }
    int count = (int) Math.min(length, size - at);
    for (int i = 0; i < count; i++) {
      buffer[offset + i] = (byte) (((at + i) * 31) >> 7);
    }
    at += count;
    return count;
  }
}
