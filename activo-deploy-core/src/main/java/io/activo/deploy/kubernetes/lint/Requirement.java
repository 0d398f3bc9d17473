package io.activo.deploy.kubernetes.lint;

import java.util.List;
import java.util.Map;

/**
 * One condition of a selector.
 *
 * @param at where it stands
 * @param operator {@code In}, {@code NotIn}, {@code Exists}, {@code DoesNotExist}; what is none of
 *     them is always met, since the schema refuses it
 */
record Requirement(Field at, String key, String operator, List<String> values) {

  /** A label with a value. */
  static Requirement equal(Field label, String key) {
    return new Requirement(label, key, "In", List.of(label.scalar().orElse("")));
  }

  boolean isMetBy(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> true;
    };
  }

  /** {@code app: web}, or as {@code kubectl get -l} has it: {@code app in (web, api)}. */
  @Override
  public String toString() {
    return switch (operator) {
      case "In" -> values.size() == 1 ? key + ": " + values.get(0) : key + " in " + list();
      case "NotIn" -> key + " notin " + list();
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }

  private String list() {
    return "(" + String.join(", ", values) + ")";
  }
}
