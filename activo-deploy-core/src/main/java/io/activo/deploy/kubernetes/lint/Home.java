package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.problem.Place;
import java.util.Set;

/**
 * The namespace that a description names for its objects.
 *
 * @param namespace its name
 * @param at where the description names it
 * @param elsewhere where objects stand that the description sends to a namespace of their own
 */
public record Home(String namespace, Place at, Set<Place.InText> elsewhere) {
  public Home {
    elsewhere = Set.copyOf(elsewhere);
  }
}
