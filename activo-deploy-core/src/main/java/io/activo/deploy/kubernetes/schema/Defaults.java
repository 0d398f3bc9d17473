package io.activo.deploy.kubernetes.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server writes into a custom resource before it checks it: the {@code default} of each
 * field that is absent, or null where null cannot stand ({@code structural/defaulting} of
 * k8s.io/apiextensions-apiserver 0.34).
 */
final class Defaults {
  private Defaults() {}

  /** A value with its defaults; that of a kind of Kubernetes' own as it is. */
  static @Nullable Object completed(@Nullable Object value, Shape shape) {
    if (shape.isCustom() && value instanceof Map<?, ?> map) {
      return map(map, shape);
    }
    return shape.isCustom() && value instanceof List<?> list ? list(list, shape) : value;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, Shape shape) {
    Set<String> keys = new LinkedHashSet<>();
    map.keySet().forEach(key -> keys.add(String.valueOf(key)));
    keys.addAll(shape.names());
    Map<String, @Nullable Object> completed = new LinkedHashMap<>();
    for (String key : keys) {
      @Nullable Object value = shape.field(key).map(child -> child(map, key, child)).orElse(null);
      if (value != null || map.containsKey(key)) {
        completed.put(key, value == null ? map.get(key) : value);
      }
    }
    return completed;
  }

  private static @Nullable Object child(Map<?, ?> map, String key, Shape shape) {
    boolean absent = !map.containsKey(key);
    return completed(absent ? shape.standard().orElse(null) : written(map.get(key), shape), shape);
  }

  private static List<@Nullable Object> list(List<?> list, Shape shape) {
    List<@Nullable Object> completed = new ArrayList<>();
    for (@Nullable Object value : list) {
      completed.add(shape.item().map(item -> completed(written(value, item), item)).orElse(value));
    }
    return completed;
  }

  private static @Nullable Object written(@Nullable Object value, Shape shape) {
    return value == null && !shape.isTrue("nullable") ? shape.standard().orElse(null) : value;
  }
}
