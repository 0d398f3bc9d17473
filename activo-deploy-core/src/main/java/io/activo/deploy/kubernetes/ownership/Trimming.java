package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ownership.ManagedField.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves fields out of an object. An item of a list keeps its keys as long as something else stands
 * in it; what was not empty and has become so goes too.
 */
final class Trimming {
  private Trimming() {}

  /** The object without the fields. */
  static Map<String, Object> without(Map<String, Object> object, FieldSet fields) {
    return fields.isEmpty() ? object : map(object, fields.tree());
  }

  private static Map<String, Object> map(Map<?, ?> object, Map<?, ?> gone) {
    Map<String, Object> kept = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          if (!(gone.get("f:" + key) instanceof Map<?, ?> below)) {
            kept.put(key.toString(), value);
          } else if (!below.isEmpty()) {
            Object rest = value(value, below);
            if (rest == value || !isEmpty(rest)) {
              kept.put(key.toString(), rest);
            }
          }
        });
    return kept;
  }

  private static Object value(Object value, Map<?, ?> gone) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? value : map(map, gone);
    }
    return value instanceof List<?> list && !list.isEmpty() ? list(list, gone) : value;
  }

  private static List<Object> list(List<?> list, Map<?, ?> gone) {
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      int index = i;
      Optional<? extends Map.Entry<?, ?>> entry =
          gone.entrySet().stream()
              .filter(one -> isOf(one.getKey().toString(), item, index))
              .findFirst();
      entry.map(one -> item(item, one)).orElse(Optional.of(item)).ifPresent(kept::add);
    }
    return kept;
  }

  private static Optional<Object> item(Object item, Map.Entry<?, ?> gone) {
    Map<Object, Object> below = new LinkedHashMap<>((Map<?, ?>) gone.getValue());
    if (below.isEmpty()) {
      return Optional.empty();
    }
    String key = gone.getKey().toString();
    Map<String, Object> keys = key.startsWith("k:") ? Json.parseObject(key.substring(2)) : Map.of();
    keys.keySet().forEach(name -> below.remove("f:" + name));
    Object rest = value(item, below);
    boolean onlyKeys = rest instanceof Map<?, ?> map && keys.keySet().containsAll(map.keySet());
    return below.containsKey(".") && onlyKeys ? Optional.empty() : Optional.of(rest);
  }

  private static boolean isOf(String key, Object item, int index) {
    String text = key.length() > 2 ? key.substring(2) : "";
    return switch (key.charAt(0)) {
      case 'k' -> new Keys(Json.parseObject(text)).match(item);
      case 'v' -> item.equals(Json.parse(text));
      case 'i' -> Integer.parseInt(text) == index;
      default -> false;
    };
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> map
        ? map.isEmpty()
        : value instanceof List<?> list && list.isEmpty();
  }
}
