package io.activo.deploy.image.dockerfile;

import java.util.List;
import java.util.Optional;

/** Where the instructions of a Dockerfile stand. */
public final class DockerfileLines {
  private DockerfileLines() {}

  /**
   * The line, from 1, on which an instruction begins; empty when there are fewer.
   *
   * @param number from 1, as the classic builder counts its steps
   */
  public static Optional<Integer> ofInstruction(String dockerfile, int number) {
    List<Instruction> instructions = new DockerfileReader(dockerfile).instructions();
    return number < 1 || number > instructions.size()
        ? Optional.empty()
        : Optional.of(instructions.get(number - 1).line());
  }
}
