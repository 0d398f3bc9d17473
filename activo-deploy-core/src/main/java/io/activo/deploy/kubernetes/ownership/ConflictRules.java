package io.activo.deploy.kubernetes.ownership;

import java.util.Map;

/**
 * What is done about fields that other managers own with other values.
 *
 * @param otherwise where nothing else is said
 * @param byField by {@code FIELD}, {@code KIND/NAME} or {@code KIND/NAME/FIELD}, where a field is
 *     written as {@code spec.replicas}; the most exact one counts
 */
public record ConflictRules(Choice otherwise, Map<String, Choice> byField) {
  /** Every conflict is an error. */
  public static final ConflictRules FAIL = new ConflictRules(Choice.FAIL, Map.of());

  public ConflictRules {
    byField = Map.copyOf(byField);
  }

  /** What is done about one field. */
  public enum Choice {
    /** The object is not applied. */
    FAIL,
    /** The field gets our value, and is ours. */
    TAKE,
    /** The field keeps the other's value, and is left out of what is applied. */
    LEAVE
  }
}
