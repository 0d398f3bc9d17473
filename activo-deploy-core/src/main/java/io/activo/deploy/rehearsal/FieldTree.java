package io.activo.deploy.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object's fields as server-side apply sees them: leaves with paths, to read, set, remove. */
record FieldTree(Map<String, Object> content) {

  /** A copy that shares nothing, with whole numbers as {@link Long}. */
  static FieldTree copyOf(Map<String, Object> content) {
    return new FieldTree(copyOfMap(content));
  }

  private static Map<String, Object> copyOfMap(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put((String) key, copy(value)));
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOfMap(map);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(copy(item)));
      return items;
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** Every field that has a value; an empty map and a list that is one value are values. */
  Map<FieldPath, Object> leaves() {
    Map<FieldPath, Object> leaves = new LinkedHashMap<>();
    collect(new FieldPath(List.of()), content, leaves);
    return leaves;
  }

  private static void collect(FieldPath path, Map<?, ?> map, Map<FieldPath, Object> leaves) {
    map.forEach(
        (key, value) -> {
          if (value != null) {
            collectValue(path.then(new FieldPath.Key((String) key)), (String) key, value, leaves);
          }
        });
  }

  private static void collectValue(
      FieldPath path, String field, Object value, Map<FieldPath, Object> leaves) {
    Optional<List<FieldPath.Item>> items =
        value instanceof List<?> list ? ListKeys.items(field, list) : Optional.empty();
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      collect(path, map, leaves);
    } else if (items.isPresent()) {
      for (int i = 0; i < items.orElseThrow().size(); i++) {
        FieldPath item = path.then(items.orElseThrow().get(i));
        collect(item, (Map<?, ?>) ((List<?>) value).get(i), leaves);
      }
    } else {
      leaves.put(path, value);
    }
  }

  /** Sets a field, making what stands above it. */
  void set(FieldPath path, Object value) {
    Object here = content;
    List<FieldPath.Step> steps = path.steps();
    for (int i = 0; i < steps.size() - 1; i++) {
      boolean list = steps.get(i + 1) instanceof FieldPath.Item;
      here = child(here, steps.get(i), list);
    }
    String key = ((FieldPath.Key) steps.get(steps.size() - 1)).name();
    if (!(value instanceof Map && map(here).get(key) instanceof Map)) {
      map(here).put(key, value);
    }
  }

  private static Object child(Object parent, FieldPath.Step step, boolean list) {
    if (step instanceof FieldPath.Item item) {
      Optional<Object> found = list(parent).stream().filter(item::matches).findFirst();
      return found.orElseGet(() -> added(list(parent), item));
    }
    String key = ((FieldPath.Key) step).name();
    Object value = map(parent).get(key);
    if (value != null && (list ? value instanceof List : value instanceof Map)) {
      return value;
    }
    Object made = list ? new ArrayList<>() : new LinkedHashMap<>();
    map(parent).put(key, made);
    return made;
  }

  private static Object added(List<Object> list, FieldPath.Item item) {
    Map<String, Object> made = new LinkedHashMap<>(item.keys());
    list.add(made);
    return made;
  }

  /** Removes a field, and what is empty above it then. */
  void remove(FieldPath path) {
    remove(content, path.steps());
  }

  private static void remove(Object parent, List<FieldPath.Step> steps) {
    FieldPath.Step step = steps.get(0);
    List<FieldPath.Step> rest = steps.subList(1, steps.size());
    if (step instanceof FieldPath.Item item && parent instanceof List) {
      list(parent).stream()
          .filter(item::matches)
          .findFirst()
          .ifPresent(found -> removeFrom(list(parent), found, item, rest));
    } else if (step instanceof FieldPath.Key key && parent instanceof Map) {
      Object value = map(parent).get(key.name());
      if (rest.isEmpty()) {
        map(parent).remove(key.name());
      } else if (value != null) {
        remove(value, rest);
        removeIfEmpty(map(parent), key.name(), value);
      }
    }
  }

  /** An item's key goes with the item, as soon as the item has nothing else. */
  private static void removeFrom(
      List<Object> items, Object found, FieldPath.Item item, List<FieldPath.Step> rest) {
    if (!item.hasKey(rest)) {
      remove(found, rest);
    } else if (item.keys().keySet().containsAll(map(found).keySet())) {
      items.remove(found);
    }
  }

  private static void removeIfEmpty(Map<String, Object> parent, String key, Object value) {
    if ((value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty())) {
      parent.remove(key);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
