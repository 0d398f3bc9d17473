package io.activo.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The standard output as it is, for bytes that no log may touch. Maven writes to it after us, so
 * closing it does not close it.
 */
final class StandardOutput extends FilterOutputStream {
  StandardOutput() {
    super(new FileOutputStream(FileDescriptor.out));
  }

  /** Passed on whole; byte by byte, as the class above does it, would take ages. */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    OutputStream standardOut = out;
    standardOut.write(bytes, from, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
