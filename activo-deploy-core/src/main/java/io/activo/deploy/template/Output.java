package io.activo.deploy.template;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers small pieces before they go to a stream; one thread's, so that it needs no lock. */
final class Output {
  private final byte[] buffer;
  private final OutputStream out;
  private int used;

  Output(OutputStream out, int size) {
    this.buffer = new byte[size];
    this.out = out;
  }

  void write(byte[] bytes, int from, int to) throws IOException {
    int length = to - from;
    if (length > buffer.length - used) {
      flush();
    }
    if (length > buffer.length) {
      out.write(bytes, from, length);
    } else {
      System.arraycopy(bytes, from, buffer, used, length);
      used += length;
    }
  }

  void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  /** The pieces since the last flush; the whole array where it is filled exactly. */
  byte[] buffer() {
    return buffer;
  }
}
