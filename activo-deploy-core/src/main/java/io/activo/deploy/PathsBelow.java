package io.activo.deploy;

import io.activo.deploy.description.Text;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The files that a description names: relative to its folder, and never outside it. */
record PathsBelow(Path folder) {

  /**
   * The path that a text names.
   *
   * @throws DeployException if it leads out of the folder or is no path
   */
  Path resolve(Text text) {
    try {
      Path path = folder.resolve(text.value()).normalize();
      if (path.startsWith(folder) && !text.value().isEmpty()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw refused(text, "is no path: " + e.getReason(), "write a relative path");
    }
    throw refused(
        text, "leads out of the folder of the description", "name a path below that folder");
  }

  /** The bytes of the file that a text names. */
  byte[] read(Text text) {
    try {
      return Files.readAllBytes(resolve(text));
    } catch (IOException e) {
      throw refused(
          text,
          "cannot be read: " + reason(e),
          "check the path; it is relative to the description");
    }
  }

  /** The path relative to the folder, with slashes, as it is shown. */
  String show(Path path) {
    String shown = folder.relativize(path).toString().replace('\\', '/');
    return shown.isEmpty() ? "." : shown;
  }

  static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "no such file"
        : String.valueOf(e.getMessage());
  }

  private static DeployException refused(Text text, String what, String fix) {
    return new DeployException(Problem.of("'" + text.value() + "' " + what, text.at(), fix));
  }
}
