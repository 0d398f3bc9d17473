package io.activo.deploy.kubernetes.diff;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import io.activo.deploy.kubernetes.disclosure.ShownValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two states of an object, field by field. */
final class ObjectComparison {
  private final ListKeys keys;
  private final ShownValues shown;
  private final List<FieldChange> changes = new ArrayList<>();

  ObjectComparison(ListKeys keys, ShownValues shown) {
    this.keys = keys;
    this.shown = shown;
  }

  /** What differs, in the order of the state before. */
  List<FieldChange> changes(Map<String, Object> before, Map<String, Object> after) {
    compareMaps(Location.ROOT, before, after);
    return changes;
  }

  private void compare(Location at, @Nullable Object before, @Nullable Object after) {
    @Nullable Object one = Values.isNothing(at.key(), before) ? null : before;
    @Nullable Object other = Values.isNothing(at.key(), after) ? null : after;
    if (Values.same(one, other) || (at.isQuantity() && Values.sameQuantity(one, other))) {
      return;
    }
    if (!hasParts(one) && !hasParts(other)) {
      add(at, one, other);
    } else if (isMaybe(Map.class, one) && isMaybe(Map.class, other)) {
      compareMaps(at, map(one), map(other));
    } else if (isMaybe(List.class, one) && isMaybe(List.class, other)) {
      compareLists(at, list(one), list(other));
    } else {
      compare(at, one, null);
      compare(at, null, other);
    }
  }

  private static boolean hasParts(@Nullable Object value) {
    return value instanceof List || (value instanceof Map<?, ?> map && !map.isEmpty());
  }

  private static boolean isMaybe(Class<?> type, @Nullable Object value) {
    return value == null || type.isInstance(value);
  }

  private void compareMaps(Location at, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    all.forEach(key -> compare(at.child(key.toString()), before.get(key), after.get(key)));
  }

  private void compareLists(Location at, List<?> before, List<?> after) {
    keys.keys(at.list(), before, after)
        .ifPresentOrElse(
            by -> compareByKey(at, by, ListKeys.byKey(before, by), ListKeys.byKey(after, by)),
            () -> compareInOrder(at, before, after));
  }

  private void compareByKey(
      Location at,
      List<String> by,
      Map<String, Map<String, Object>> before,
      Map<String, Map<String, Object>> after) {
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String label : all) {
      Map<String, Object> one = before.get(label);
      Map<String, Object> other = after.get(label);
      boolean both = one != null && other != null;
      compare(
          at.item(label, one, other),
          both ? one : unnamed(one, by),
          both ? other : unnamed(other, by));
    }
    compareOrder(at, common(before, after), common(after, before));
  }

  /** An item that comes or goes, without the keys that its path tells; one of keys alone whole. */
  private static @Nullable Map<String, Object> unnamed(
      @Nullable Map<String, Object> item, List<String> by) {
    if (item == null || by.containsAll(item.keySet())) {
      return item;
    }
    Map<String, Object> rest = new LinkedHashMap<>(item);
    rest.keySet().removeAll(by);
    return rest;
  }

  private static List<String> common(Map<String, ?> one, Map<String, ?> other) {
    return one.keySet().stream().filter(other::containsKey).toList();
  }

  private void compareOrder(Location at, List<String> before, List<String> after) {
    if (!before.equals(after)) {
      changes.add(
          new FieldChange(
              at.path() + " (order)",
              Optional.of(String.join(", ", before)),
              Optional.of(String.join(", ", after))));
    }
  }

  private void compareInOrder(Location at, List<?> before, List<?> after) {
    for (AbstractDelta<Object> delta :
        SequenceDiff.deltas(new ArrayList<>(before), new ArrayList<>(after), Values::same)) {
      Chunk<Object> from = delta.getSource();
      Chunk<Object> to = delta.getTarget();
      for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
        boolean comes = i < to.size();
        @Nullable Object one = i < from.size() ? from.getLines().get(i) : null;
        @Nullable Object other = comes ? to.getLines().get(i) : null;
        Location item = at.item((comes ? to : from).getPosition() + i, one, other);
        compare(item, one, other);
      }
    }
  }

  private void add(Location at, @Nullable Object before, @Nullable Object after) {
    changes.add(new FieldChange(at.path(), shown(at, before), shown(at, after)));
  }

  private Optional<String> shown(Location at, @Nullable Object value) {
    return Optional.ofNullable(value).map(some -> shown.show(at.standing(), some));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
