package io.activo.deploy.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import okio.Okio;

/**
 * The end of a connection's reader. It comes on a thread of OkHttp's own, perhaps when a program
 * such as Maven is done and its classes can be loaded no more, and would then print a stack trace.
 */
final class ReaderEnd {
  private ReaderEnd() {}

  /** Loads what only an end needs, by ending a reader of nothing. */
  static void load() {
    try {
      Okio.socket(new Nowhere()).getSource().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Nowhere extends Socket {
    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void shutdownInput() {
      // nothing comes in
    }
  }
}
