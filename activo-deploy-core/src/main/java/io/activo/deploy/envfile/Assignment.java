package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import java.util.Optional;

/**
 * Where a text gives a variable its value.
 *
 * @param name the variable
 * @param content the value; absent where the line is a name alone, which takes its value from the
 *     environment
 * @param quote what stands around the value
 * @param key where the name stands
 * @param value where the value stands, with its quotes; behind the name where there is none
 * @param whole what goes when the variable goes: its lines where nothing else stands on them
 * @param origin the place of the value in the file that was read; absent for what was added since
 */
record Assignment(
    String name,
    Optional<Content> content,
    Quote quote,
    Span key,
    Span value,
    Span whole,
    Optional<Place.InText> origin) {

  Assignment from(Optional<Place.InText> place) {
    return new Assignment(name, content, quote, key, value, whole, place);
  }

  /** Names the variable, not its value. */
  @Override
  public String toString() {
    return "Assignment[" + name + "]";
  }
}
