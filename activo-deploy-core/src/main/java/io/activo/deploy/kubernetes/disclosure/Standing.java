package io.activo.deploy.kubernetes.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in an object, as far as that tells whether it is secret.
 *
 * @param keys the keys of the maps on the way to it
 * @param variables the names of the environment variable that the item of an {@code env} sets;
 *     several where items with different names are compared
 */
public record Standing(List<String> keys, Set<String> variables) {
  /** The object itself. */
  public static final Standing ROOT = new Standing(List.of(), Set.of());

  public Standing {
    keys = List.copyOf(keys);
    variables = Set.copyOf(variables);
  }

  /** The value behind a key of the map that stands here. */
  public Standing child(String key) {
    List<String> longer = new ArrayList<>(keys);
    longer.add(key);
    return new Standing(longer, key.equals("value") ? variables : Set.of());
  }

  /** An item of the list that stands here, in one form or more. */
  public Standing item(@Nullable Object... forms) {
    Set<String> names = new HashSet<>();
    for (Object form : forms) {
      if (form instanceof Map<?, ?> map && map.get("name") instanceof String name) {
        names.add(name);
      }
    }
    return new Standing(keys, key().equals("env") ? names : Set.of());
  }

  /** The last key; of an item, that of its list. */
  public String key() {
    return fromEnd(1);
  }

  /** The key of the map or list that the value stands in. */
  public String parent() {
    return fromEnd(2);
  }

  private String fromEnd(int count) {
    return keys.size() < count ? "" : keys.get(keys.size() - count);
  }

  /** Whether the value stands below a key of the object. */
  public boolean isEntryOf(String field) {
    return keys.size() > 1 && keys.get(0).equals(field);
  }
}
