package io.activo.deploy.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** GNU envsubst as a process. */
final class Envsubst {
  private Envsubst() {}

  /** Whether there is one. */
  static boolean isThere() {
    try {
      new ProcessBuilder("envsubst", "--version").redirectOutput(Redirect.DISCARD).start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Renders a file with what is set for production. */
  static void run(Path file, Redirect to) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("envsubst", Sample.SHELL_FORMAT);
    builder.environment().putAll(Sample.VARIABLES);
    builder.redirectInput(file.toFile()).redirectOutput(to);
    builder.redirectError(Redirect.INHERIT);
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IOException("envsubst ended with status " + status);
    }
  }
}
