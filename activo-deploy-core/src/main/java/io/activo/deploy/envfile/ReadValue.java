package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value as it is looked through.
 *
 * @param texts the value as it stands, and as it is read where that is another text
 */
record ReadValue(String key, List<String> texts, Optional<Place.InText> origin) {

  static ReadValue of(Assignment assignment, String text, String resolved) {
    List<String> texts = Stream.of(text, resolved).distinct().toList();
    return new ReadValue(assignment.name(), texts, assignment.origin());
  }

  /** Names the key, not the value. */
  @Override
  public String toString() {
    return "ReadValue[" + key + "]";
  }
}
