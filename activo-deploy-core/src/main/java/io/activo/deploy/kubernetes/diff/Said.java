package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields of an object somebody wrote: a view of one field and what stands below it. */
sealed interface Said {
  /** Nobody wrote the field. */
  Said NOTHING = new Applied(List.of());

  /** Whether somebody wrote the field, or something below it. */
  boolean isSaid();

  /** The field behind a key of this map. */
  Said child(String key);

  /** The items of this list, as the object has it. */
  List<Said> items(List<?> items);

  /**
   * What a manifest says.
   *
   * @param keys by which the items of lists are told apart
   */
  static Said in(Map<String, Object> manifest, ListKeys keys) {
    return new Written(manifest, "", keys);
  }

  /**
   * What was applied by anybody, as the object's {@code managedFields} tell. An entry of the
   * operation {@code Apply} holds just the fields that were sent. One of the operation {@code
   * Update} holds the server's defaults too, so it does not tell what somebody wrote. Where the
   * entry takes a field as one value, it does not tell what of it was sent.
   */
  static Said by(LiveObject object) {
    return new Applied(
        object.objects("metadata", "managedFields").stream()
            .filter(entry -> entry.text("operation").equals("Apply"))
            .<Map<?, ?>>map(entry -> entry.object("fieldsV1").content())
            .toList());
  }

  /**
   * A value of a manifest.
   *
   * @param list its name by {@link ListKeys#below}
   */
  record Written(@Nullable Object value, String list, ListKeys keys) implements Said {
    @Override
    public boolean isSaid() {
      return value != null;
    }

    @Override
    public Said child(String key) {
      return value instanceof Map<?, ?> map ? at(ListKeys.below(list, key), map.get(key)) : NOTHING;
    }

    private Said at(String place, @Nullable Object below) {
      return below == null ? NOTHING : new Written(below, place, keys);
    }

    @Override
    public List<Said> items(List<?> items) {
      List<?> own = value instanceof List<?> written ? written : List.of();
      Optional<List<String>> by = keys.keys(list, own, items);
      if (by.isEmpty()) {
        return IntStream.range(0, items.size())
            .mapToObj(i -> i < own.size() ? at(list, own.get(i)) : NOTHING)
            .toList();
      }
      Map<String, Object> known = ListKeys.byKey(own, by.get());
      return ListKeys.byKey(items, by.get()).keySet().stream()
          .map(label -> at(list, known.get(label)))
          .toList();
    }
  }

  /** A field in the sets of several managers, each in the format FieldsV1. */
  record Applied(List<Map<?, ?>> sets) implements Said {
    @Override
    public boolean isSaid() {
      return !sets.isEmpty();
    }

    @Override
    public Said child(String key) {
      return new Applied(sets.stream().flatMap(set -> below(set.get("f:" + key))).toList());
    }

    private static Stream<Map<?, ?>> below(@Nullable Object set) {
      return set instanceof Map<?, ?> map ? Stream.of(map) : Stream.empty();
    }

    @Override
    public List<Said> items(List<?> items) {
      List<ItemSet> known =
          sets.stream().flatMap(set -> set.entrySet().stream()).flatMap(ItemSet::of).toList();
      List<Said> said = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        int index = i;
        said.add(
            new Applied(
                known.stream()
                    .filter(set -> set.is(items.get(index), index))
                    .<Map<?, ?>>map(ItemSet::fields)
                    .toList()));
      }
      return said;
    }
  }

  /**
   * Fields of an item.
   *
   * @param sign {@code k} for its keys, {@code v} for its value, {@code i} for its place
   */
  record ItemSet(char sign, @Nullable Object name, Map<?, ?> fields) {
    static Stream<ItemSet> of(Map.Entry<?, ?> entry) {
      String key = entry.getKey().toString();
      return key.matches("(?s)[kvi]:.*") && entry.getValue() instanceof Map<?, ?> fields
          ? Stream.of(new ItemSet(key.charAt(0), Json.parse(key.substring(2)), fields))
          : Stream.empty();
    }

    boolean is(Object item, int index) {
      if (sign == 'k' && item instanceof Map<?, ?> map && name instanceof Map<?, ?> keys) {
        return keys.entrySet().stream()
            .allMatch(key -> Values.same(key.getValue(), map.get(key.getKey())));
      }
      return sign == 'v' ? Values.same(item, name) : Values.same(index, name);
    }
  }
}
