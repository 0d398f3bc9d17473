package io.activo.deploy.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON text that is the same for equal values: the keys of every object are sorted. */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The value on one line. */
  public static String print(@Nullable Object value) {
    return Json.print(sorted(value));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> keys = new TreeMap<>();
      map.forEach((key, below) -> keys.put(key.toString(), sorted(below)));
      return keys;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return value;
  }
}
