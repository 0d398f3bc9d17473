package io.activo.deploy.kubernetes.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes fields deep within JSON values, which stay as they are: what is changed is a copy. A path
 * is a list of keys; where a list stands in the way, it goes through every item. What has another
 * shape than expected stays unchanged.
 */
final class Fields {
  private Fields() {}

  /** Changes every map that stands at a path. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> changed(
      Map<String, Object> object, List<String> path, UnaryOperator<Map<String, Object>> change) {
    return walk(object, path, change) instanceof Map<?, ?> map ? (Map<String, Object>) map : object;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object walk(
      @Nullable Object value, List<String> path, UnaryOperator<Map<String, Object>> change) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(walk(item, path, change)));
      return items;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (path.isEmpty()) {
      return change.apply((Map<String, Object>) map);
    }
    Object child = map.get(path.get(0));
    return child == null
        ? map
        : with(
            (Map<String, Object>) map,
            path.get(0),
            walk(child, path.subList(1, path.size()), change));
  }

  /** Every map at a path. */
  static List<Map<String, Object>> maps(Map<String, Object> object, List<String> path) {
    List<Map<String, Object>> found = new ArrayList<>();
    changed(
        object,
        path,
        map -> {
          found.add(map);
          return map;
        });
    return found;
  }

  /** The map with another value at a key. */
  static Map<String, Object> with(Map<String, Object> map, String key, @Nullable Object value) {
    if (value == null) {
      return map;
    }
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  /** As {@link #with}, below maps that are made where nothing stands. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> withAt(
      Map<String, Object> map, List<String> path, String key, Object value) {
    if (path.isEmpty()) {
      return with(map, key, value);
    }
    Object child = Optional.ofNullable(map.get(path.get(0))).orElse(Map.of());
    return child instanceof Map<?, ?> below
        ? with(
            map,
            path.get(0),
            withAt((Map<String, Object>) below, path.subList(1, path.size()), key, value))
        : map;
  }

  /** The items of the list at a key; none where no list stands. */
  static List<@Nullable Object> items(Map<String, Object> map, String key) {
    List<@Nullable Object> items = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      items.addAll(list);
    }
    return items;
  }

  /** The texts of the list at a key. */
  static List<String> texts(Map<String, Object> map, String key) {
    return items(map, key).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** The text at a key. */
  static Optional<String> text(Map<String, Object> map, String key) {
    return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
