package io.activo.deploy;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** The text of the description that a request names. */
record DescriptionText(DeployRequest request) {

  /**
   * The text.
   *
   * @throws DeployException if the file cannot be read, with the one that may be meant
   */
  String read() {
    try {
      return Files.readString(request.file(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DeployException(unreadable(e), e);
    }
  }

  private Problem unreadable(IOException e) {
    String name = request.fileName();
    if (e instanceof CharacterCodingException) {
      return Problem.of(name + " is not written in UTF-8", Place.of(name), "save it as UTF-8");
    }
    return Problem.of(
        "cannot read " + name + " in " + request.folder(), Place.nowhere(), near(name));
  }

  /** A file with nearly this name may be meant. */
  private String near(String name) {
    String[] siblings = request.folder().toFile().list();
    String hint = siblings == null ? "" : NearestName.hint(name, List.of(siblings));
    return hint.isEmpty()
        ? "write it there, or name another by -Dactivo.file"
        : hint + " name it by -Dactivo.file";
  }
}
