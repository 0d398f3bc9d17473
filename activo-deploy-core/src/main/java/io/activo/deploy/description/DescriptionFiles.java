package io.activo.deploy.description;

import io.activo.deploy.problem.DeployException;

/** The files that a description names: relative to its folder, and never outside it. */
@FunctionalInterface
public interface DescriptionFiles {

  /**
   * The bytes of the file that a text names.
   *
   * @throws DeployException at the place of the text, if the path leads out of the folder, or the
   *     file is missing or cannot be read
   */
  byte[] read(Text path);
}
