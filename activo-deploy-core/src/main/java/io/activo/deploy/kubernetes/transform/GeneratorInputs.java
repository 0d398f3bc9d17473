package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.template.Variables;
import java.nio.file.Path;

/**
 * What generators read.
 *
 * @param paths finds files
 * @param variables those of the description and of the process, by name
 */
public record GeneratorInputs(Paths paths, Variables variables) {

  /** Finds the files that a description names. */
  @FunctionalInterface
  public interface Paths {

    /**
     * The path of a text of the description.
     *
     * @throws DeployException if it leads out of the description's folder
     */
    Path resolve(String text, Place.InText at);
  }
}
