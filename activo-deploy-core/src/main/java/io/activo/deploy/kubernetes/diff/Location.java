package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.disclosure.Standing;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in an object.
 *
 * @param path for the reader: {@code spec.template.spec.containers[name=app].image}
 * @param list the same without the items of lists, as {@link ListKeys} names it
 * @param standing what tells whether it is secret
 */
record Location(String path, String list, Standing standing) {
  static final Location ROOT = new Location("", "", Standing.ROOT);

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
    boolean isVariable = next.equals("value") && standing.variables().stream().anyMatch(this::isAt);
    return new Location(
        isVariable ? path : longer, ListKeys.below(list, next), standing.child(next));
  }

  private boolean isAt(String variable) {
    return path.endsWith("[name=" + variable + "]");
  }

  private String dotted(String next) {
    return path.isEmpty() ? next : path + "." + next;
  }

  /** The last key; of an item, that of its list. */
  String key() {
    return standing.key();
  }

  /**
   * The item with these keys of the list that stands here.
   *
   * @param forms the item as it is before and after; what is {@link Unsaid} in it counts too
   */
  Location item(String label, @Nullable Object... forms) {
    @Nullable Object[] plain = Arrays.stream(forms).map(Unsaid::unmarked).toArray();
    return new Location(path + "[" + label + "]", list, standing.item(plain));
  }

  /** The item at a place of the list that stands here, from 0. */
  Location item(int index, @Nullable Object... forms) {
    return item(String.valueOf(index), forms);
  }

  /** Whether the value is an amount, of which {@code 1000m} and {@code 1} are the same. */
  boolean isQuantity() {
    return OF_QUANTITIES.contains(standing.parent()) || QUANTITIES.contains(key());
  }
}
