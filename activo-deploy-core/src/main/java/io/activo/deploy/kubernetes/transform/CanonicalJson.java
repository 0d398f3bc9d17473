package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON as Go's {@code json.Marshal} writes it (Go 1.24): keys sorted, text safe within HTML. */
final class CanonicalJson {
  private CanonicalJson() {}

  static String print(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
      return sorted.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + print(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(CanonicalJson::print).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : Json.print(value);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(unit -> append(out, (char) unit));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean escaped = c < ' ' || "<>&\u2028\u2029".indexOf(c) >= 0;
        out.append(escaped ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
  }
}
