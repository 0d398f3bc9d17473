package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list that we own: {@code k:{…}} by the keys of a map, {@code v:…} by value. A key
 * that the manifest leaves out has its default; the only one that Kubernetes knows is the protocol
 * TCP.
 */
final class OwnedItems {
  private static final Map<String, Object> DEFAULTS = Map.of("protocol", "TCP");

  private final List<Item> items = new ArrayList<>();
  private final boolean allKnown;

  OwnedItems(Map<?, ?> owned) {
    owned.forEach(
        (key, fields) -> {
          String text = key.toString();
          if (fields instanceof Map<?, ?> map && (text.startsWith("k:") || text.startsWith("v:"))) {
            items.add(new Item(text, Json.parse(text.substring(2)), map));
          }
        });
    allKnown = items.size() == owned.size();
  }

  /**
   * One of them.
   *
   * @param key as it is written
   * @param wanted the keys with their values, or the value
   * @param fields what we own within it
   */
  record Item(String key, @Nullable Object wanted, Map<?, ?> fields) {

    /** Where it stands in the live list; -1 when it does not, or more than once. */
    int placeIn(List<?> live) {
      int[] places = IntStream.range(0, live.size()).filter(i -> is(live.get(i))).toArray();
      return places.length == 1 ? places[0] : -1;
    }

    private boolean is(@Nullable Object item) {
      if (!(wanted instanceof Map<?, ?> keys) || !key.startsWith("k:")) {
        return Values.same(wanted, item);
      }
      return item instanceof Map<?, ?> map
          && keys.entrySet().stream().allMatch(e -> Values.same(e.getValue(), map.get(e.getKey())));
    }

    private boolean isMeant(@Nullable Object item) {
      if (!(wanted instanceof Map<?, ?> keys) || !(item instanceof Map<?, ?> map)) {
        return is(item);
      }
      return keys.entrySet().stream()
          .allMatch(
              e -> {
                Object value = map.get(e.getKey());
                return Values.same(e.getValue(), value == null ? DEFAULTS.get(e.getKey()) : value);
              });
    }
  }

  /** Whether all of what is owned is items. */
  boolean areAllKnown() {
    return allKnown;
  }

  /** The one that an item of the manifest is. */
  Optional<Item> of(@Nullable Object item) {
    return items.stream().filter(one -> one.isMeant(item)).findFirst();
  }
}
