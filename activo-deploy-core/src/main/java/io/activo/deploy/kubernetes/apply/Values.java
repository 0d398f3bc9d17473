package io.activo.deploy.kubernetes.apply;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares JSON values. */
final class Values {
  private Values() {}

  /** Whether two values are the same, whatever types hold their whole numbers. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> there) {
      return map.size() == there.size()
          && map.entrySet().stream()
              .allMatch(
                  e -> there.containsKey(e.getKey()) && same(e.getValue(), there.get(e.getKey())));
    }
    if (one instanceof List<?> list && other instanceof List<?> there) {
      if (list.size() != there.size()) {
        return false;
      }
      for (int i = 0; i < list.size(); i++) {
        if (!same(list.get(i), there.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (isWhole(one) && isWhole(other)) {
      return String.valueOf(one).equals(String.valueOf(other));
    }
    return one == null ? other == null : one.equals(other);
  }

  private static boolean isWhole(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  /** Whether a value is one that the server keeps by leaving it out. */
  static boolean isZero(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(false)
        || (isWhole(value) && value.toString().equals("0"))
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }
}
