package io.activo.deploy.step;

import java.util.List;

/**
 * What a step will do, in words.
 *
 * @param verb one word that names the kind of step: {@code build}
 * @param what what it does it to, one line
 * @param details further lines for the reader of a plan
 */
public record StepDescription(String verb, String what, List<String> details) {
  public StepDescription {
    details = List.copyOf(details);
  }

  /** A description of one line. */
  static StepDescription of(String verb, String what) {
    return new StepDescription(verb, what, List.of());
  }
}
