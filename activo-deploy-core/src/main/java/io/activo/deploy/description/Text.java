package io.activo.deploy.description;

import io.activo.deploy.problem.Place;

/**
 * A value of the description, resolved.
 *
 * @param value without {@code ${…}}
 * @param at where it is written
 */
public record Text(String value, Place.InText at) {
  @Override
  public String toString() {
    return value;
  }
}
