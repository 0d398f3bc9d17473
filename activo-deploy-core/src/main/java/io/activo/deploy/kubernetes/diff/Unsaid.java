package io.activo.deploy.kubernetes.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of an object that nobody asked for: the server added it by a rule that is known. It
 * stands in the place of the value while two states of the object are compared.
 *
 * @param value never one of these itself; what stands below it may be
 */
record Unsaid(Object value, Origin origin) {

  /** By what rule a server adds a value. */
  enum Origin {
    /** Always this one where none is given. */
    DEFAULT,
    /** What another field of the object says already. */
    ECHO,
    /** Chosen by the cluster when the object is written; what a dry run shows is another one. */
    CHOSEN
  }

  /** The value itself, whether or not somebody asked for it. */
  static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Unsaid unsaid ? unsaid.value : value;
  }

  /**
   * Whether a difference is none for a reader: what nobody asked for comes, or goes. A value that
   * becomes another one is a difference, whoever gave it, except that of an echo. So is a chosen
   * value that goes: it was in use.
   */
  static boolean hides(@Nullable Object before, @Nullable Object after) {
    if (before == null) {
      return after instanceof Unsaid;
    }
    if (after == null) {
      return before instanceof Unsaid unsaid && unsaid.origin != Origin.CHOSEN;
    }
    return isEcho(before) && isEcho(after);
  }

  /** A value with nothing marked in it. */
  static @Nullable Object unmarked(@Nullable Object value) {
    @Nullable Object plain = plain(value);
    if (plain instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, below) -> copy.put(key, unmarked(below)));
      return copy;
    }
    return plain instanceof List<?> list
        ? list.stream().<@Nullable Object>map(Unsaid::unmarked).toList()
        : plain;
  }

  /**
   * A state with each map marked too that nobody wrote, and that holds nothing but such values: it
   * is there for them alone.
   *
   * @param map with the values marked
   * @param said what somebody wrote of it
   */
  static Map<String, Object> withMaps(Map<?, ?> map, Said said) {
    Map<String, Object> marked = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = key.toString();
          marked.put(name, marked(value, said.child(name)));
        });
    return marked;
  }

  private static @Nullable Object marked(@Nullable Object value, Said said) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> below = withMaps(map, said);
      boolean unsaid = !said.isSaid() && holdsNoOther(below);
      return unsaid ? new Unsaid(below, origin(below)) : below;
    }
    return value instanceof List<?> list ? markedItems(list, said.items(list)) : value;
  }

  /** An item is no map that values bring about: it is one more, or one less. */
  private static List<@Nullable Object> markedItems(List<?> list, List<Said> said) {
    List<@Nullable Object> marked = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      @Nullable Object item = list.get(i);
      marked.add(item instanceof Map<?, ?> map ? withMaps(map, said.get(i)) : item);
    }
    return marked;
  }

  private static boolean holdsNoOther(Map<String, Object> map) {
    return !map.isEmpty()
        && map.entrySet().stream()
            .allMatch(
                field ->
                    field.getValue() instanceof Unsaid
                        || Values.isNothing(field.getKey(), field.getValue()));
  }

  private static Origin origin(Map<String, Object> map) {
    boolean isChosen =
        map.values().stream()
            .anyMatch(value -> value instanceof Unsaid unsaid && unsaid.origin == Origin.CHOSEN);
    return isChosen ? Origin.CHOSEN : Origin.DEFAULT;
  }

  private static boolean isEcho(Object value) {
    return value instanceof Unsaid unsaid && unsaid.origin == Origin.ECHO;
  }
}
