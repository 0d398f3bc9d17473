package io.activo.deploy.image.context;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** Prints how many bytes a context's tar has; for a JVM of its own. */
final class ContextSize {
  private ContextSize() {}

  /** Takes the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Counter counter = new Counter();
    new BuildContext(folder, folder.resolve("Dockerfile"), Map.of()).writeTo(counter);
    System.out.println(counter.bytes);
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      this.bytes += length;
    }
  }
}
