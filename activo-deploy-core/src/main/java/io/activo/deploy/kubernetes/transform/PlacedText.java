package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;

/**
 * A text of the description, and where it is asked for.
 *
 * @param value the text, resolved
 * @param at where it is written
 */
public record PlacedText(String value, Place.InText at) {

  DeployException refused(String what, String fix) {
    return new DeployException(Problem.of(what, at, fix));
  }

  @Override
  public String toString() {
    return value;
  }
}
