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

/**
 * Compares two states of an object, field by field. What is {@link Unsaid} in them is passed over;
 * an item of a list that comes or goes is told at least by its keys, and a map as {@code {}}.
 */
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
    @Nullable Object one = said(at, before);
    @Nullable Object other = said(at, after);
    if (Unsaid.hides(before, after)
        || Values.same(one, other)
        || (at.isQuantity() && Values.sameQuantity(one, other))) {
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

  private static @Nullable Object said(Location at, @Nullable Object value) {
    return Values.isNothing(at.key(), value) ? null : Unsaid.plain(value);
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
    all.forEach(key -> compareField(at.child(key.toString()), before.get(key), after.get(key)));
  }

  /** Compares a field; a map that comes or goes is told even where all in it is unsaid. */
  private void compareField(Location at, @Nullable Object before, @Nullable Object after) {
    if (isTold(at, before, after)
        || Unsaid.hides(before, after)
        || Values.isNothing(at.key(), Map.of())) {
      return;
    }
    @Nullable Object one = said(at, before);
    @Nullable Object other = said(at, after);
    if (one == null && other instanceof Map) {
      add(at, null, Map.of());
    } else if (one instanceof Map && other == null) {
      add(at, Map.of(), null);
    }
  }

  private void compareLists(Location at, List<?> before, List<?> after) {
    keys.keys(at.list(), before, after)
        .ifPresentOrElse(
            by -> compareByKey(at, by, ListKeys.byKey(before, by), ListKeys.byKey(after, by)),
            () -> compareInOrder(at, before, after));
  }

  private void compareByKey(
      Location at, List<String> by, Map<String, Object> before, Map<String, Object> after) {
    Set<String> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    for (String label : all) {
      @Nullable Object one = before.get(label);
      @Nullable Object other = after.get(label);
      boolean both = one != null && other != null;
      Location item = at.item(label, one, other);
      if (both || !isTold(item, unnamed(one, by), unnamed(other, by))) {
        compareItem(item, one, other);
      }
    }
    compareOrder(at, common(before, after), common(after, before));
  }

  /** An item that comes or goes, without the keys that its path tells. */
  private static @Nullable Object unnamed(@Nullable Object item, List<String> by) {
    if (!(item instanceof Map<?, ?> map)) {
      return item;
    }
    Map<Object, Object> rest = new LinkedHashMap<>(map);
    by.forEach(rest::remove);
    return rest.isEmpty() ? null : rest;
  }

  /** Compares an item; one that comes or goes is told even where all of it is unsaid. */
  private void compareItem(Location at, @Nullable Object one, @Nullable Object other) {
    boolean both = one != null && other != null;
    if (!isTold(at, one, other) && !both && !Unsaid.hides(one, other)) {
      compare(at, Unsaid.unmarked(one), Unsaid.unmarked(other));
    }
  }

  /** Compares values, and tells whether they differ. */
  private boolean isTold(Location at, @Nullable Object one, @Nullable Object other) {
    int told = changes.size();
    compare(at, one, other);
    return changes.size() > told;
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
        int place = (comes ? to : from).getPosition() + i;
        Location item = at.item(place, one, other);
        compareItem(item, one, other);
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
