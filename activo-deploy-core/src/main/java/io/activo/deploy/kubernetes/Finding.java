package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Problem;
import java.util.Locale;

/**
 * What a check of the manifests found.
 *
 * @param rule what was looked at, by which a description accepts it: {@code unknown-field}, {@code
 *     selector-mismatch}
 * @param severity how bad it is
 * @param object in which object
 * @param field at which field; the object itself where no field is meant
 * @param problem the same for the reader, with its place in the file that the team wrote
 */
public record Finding(
    String rule, Severity severity, ObjectRef object, FieldPath field, Problem problem) {

  /** How bad a finding is. */
  public enum Severity {
    /** The cluster would refuse it, or it cannot work. */
    ERROR,
    /** It is allowed, but probably not meant. */
    WARNING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A finding at a field of a manifest. */
  public static Finding at(
      Manifest manifest, FieldPath field, String rule, Severity severity, Text text) {
    return new Finding(
        rule,
        severity,
        manifest.ref(),
        field,
        Problem.of(text.what(), manifest.placeOf(field), text.fix()));
  }

  /**
   * What a finding says.
   *
   * @param what what is wrong, a clause
   * @param fix what to do about it; may be empty
   */
  public record Text(String what, String fix) {}
}
