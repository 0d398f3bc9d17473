package io.activo.deploy.kubernetes.diff;

import java.util.Optional;
import java.util.Set;

/**
 * Where a value stands in an object.
 *
 * @param path for the reader: {@code spec.template.spec.containers[name=app].image}
 * @param list the same without the items of lists, as {@link ListKeys} names it
 * @param parent the key of the map or list that the value stands in
 * @param key the last key; of an item, that of its list
 * @param variable the name of the environment variable that the item of an {@code env} sets
 */
record Location(String path, String list, String parent, String key, Optional<String> variable) {
  static final Location ROOT = new Location("", "", "", "", Optional.empty());

  private static final Set<String> OF_QUANTITIES =
      Set.of(
          "limits",
          "requests",
          "capacity",
          "hard",
          "overhead",
          "podFixed",
          "min",
          "max",
          "default",
          "defaultRequest");
  private static final Set<String> QUANTITIES =
      Set.of("sizeLimit", "storage", "averageValue", "divisor");

  /** The value behind a key of the map that stands here; the value of a variable is its own. */
  Location child(String next) {
    String longer = next.indexOf('.') < 0 ? dotted(next) : path + "[" + next + "]";
    boolean isVariable = variable.isPresent() && next.equals("value");
    return new Location(
        isVariable ? path : longer,
        ListKeys.below(list, next),
        key,
        next,
        isVariable ? variable : Optional.empty());
  }

  private String dotted(String next) {
    return path.isEmpty() ? next : path + "." + next;
  }

  /** The item with these keys of the list that stands here. */
  Location item(String label) {
    Optional<String> name =
        key.equals("env") && label.startsWith("name=")
            ? Optional.of(label.substring("name=".length()))
            : Optional.empty();
    return new Location(path + "[" + label + "]", list, parent, key, name);
  }

  /** The item at a place of the list that stands here, from 0. */
  Location item(int index) {
    return new Location(path + "[" + index + "]", list, parent, key, Optional.empty());
  }

  /** Whether the value is an amount, of which {@code 1000m} and {@code 1} are the same. */
  boolean isQuantity() {
    return OF_QUANTITIES.contains(parent) || QUANTITIES.contains(key);
  }

  /** Whether the value stands directly below a key of the object. */
  boolean isEntryOf(String field) {
    return list.startsWith("/" + field + "/");
  }
}
