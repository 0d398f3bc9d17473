package io.activo.deploy.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a field stands in an object, as server-side apply names it. */
record FieldPath(List<Step> steps) {
  FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {}

  /** Into the value of a map's key. */
  record Key(String name) implements Step {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /** Into the item of a list that has these values. */
  record Item(Map<String, Object> keys) implements Step {
    boolean matches(Object item) {
      return item instanceof Map<?, ?> map
          && keys.entrySet().stream()
              .allMatch(key -> key.getValue().equals(ListKeys.value(map, key.getKey()).orElse("")));
    }

    /** Whether the rest of a path is one of the keys. */
    boolean hasKey(List<Step> rest) {
      return rest.size() == 1 && rest.get(0) instanceof Key key && keys.containsKey(key.name());
    }

    @Override
    public String toString() {
      return keys.entrySet().stream()
          .map(key -> key.getKey() + "=" + shown(key.getValue()))
          .collect(Collectors.joining(",", "[", "]"));
    }

    private static String shown(Object value) {
      return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
  }

  /** Whether this is a key of an item of a list. */
  boolean isItemKey() {
    int last = steps.size() - 1;
    return last > 0
        && steps.get(last - 1) instanceof Item item
        && item.hasKey(steps.subList(last, last + 1));
  }

  FieldPath then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /** {@code .spec.template.spec.containers[name="web"].image}, as the API server writes it. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining());
  }
}
