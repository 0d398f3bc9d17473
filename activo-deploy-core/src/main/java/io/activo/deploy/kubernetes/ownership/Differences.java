package io.activo.deploy.kubernetes.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a manifest that the live object has otherwise; what it leaves out is no matter. */
final class Differences {
  private final List<ManagedField> found = new ArrayList<>();

  private Differences() {}

  static List<ManagedField> between(
      Optional<Object> here, Optional<Object> there, ManagedField at) {
    Differences differences = new Differences();
    differences.compare(here.orElse(""), there.orElse(""), at);
    return differences.found;
  }

  private void compare(Object here, Object there, ManagedField at) {
    if (here instanceof Map<?, ?> map && there instanceof Map<?, ?> other) {
      map.forEach((key, value) -> entry(key.toString(), value, other, at));
    } else if (here instanceof List<?> list
        && there instanceof List<?> other
        && list.size() == other.size()) {
      for (int i = 0; i < list.size(); i++) {
        compare(list.get(i), other.get(i), at.then(new ManagedField.Index(i)));
      }
    } else if (!same(here, there)) {
      found.add(at);
    }
  }

  /** A whole number is held by one type where it was read from YAML, by another from the server. */
  private static boolean same(Object here, Object there) {
    return (here instanceof Number && there instanceof Number)
        ? here.toString().equals(there.toString())
        : here.equals(there);
  }

  private void entry(String key, @Nullable Object value, Map<?, ?> other, ManagedField at) {
    Object there = other.get(key);
    if (value != null) {
      compare(value, there == null ? "" : there, at.then(new ManagedField.Name(key)));
    }
  }
}
