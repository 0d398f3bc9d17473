package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a variable. Values may be secrets: whoever shows them masks them first, as {@link
 * EnvFileDiff} does.
 */
public sealed interface EnvFileChange {

  /** The key afterwards; of a variable that is gone the key before. */
  String key();

  /** A new variable. */
  record Added(String key, String after) implements EnvFileChange {
    /** The key alone. */
    @Override
    public String toString() {
      return "Added[" + key + "]";
    }
  }

  /**
   * Another value.
   *
   * @param before absent where the line was a name alone, which takes its value from the
   *     environment
   */
  record Changed(String key, Optional<String> before, String after) implements EnvFileChange {
    /** The key alone. */
    @Override
    public String toString() {
      return "Changed[" + key + "]";
    }
  }

  /** No variable any more. */
  record Removed(String key) implements EnvFileChange {}

  /** Another key, the value told apart if it changed too. */
  record Renamed(String before, String key) implements EnvFileChange {}

  /** As {@link #between(EnvFile, EnvFile, Map)}, without renamed keys. */
  static List<EnvFileChange> between(EnvFile before, EnvFile after) {
    return between(before, after, Map.of());
  }

  /**
   * What differs between two files, in the order of the first, and then what the second has more.
   * Values are compared as they stand: references to variables are not looked up.
   *
   * @param renamed keys of the first and what they may be called in the second
   */
  static List<EnvFileChange> between(EnvFile before, EnvFile after, Map<String, String> renamed) {
    Map<String, String> old = before.readable();
    Map<String, String> now = after.readable();
    Set<String> keys = Set.copyOf(after.keys());
    Set<String> left = new HashSet<>(keys);
    List<EnvFileChange> changes = new ArrayList<>();
    for (String key : before.keys()) {
      String name = renamed.getOrDefault(key, key);
      if (!keys.contains(name)) {
        changes.add(new Removed(key));
        continue;
      }
      left.remove(name);
      if (!name.equals(key)) {
        changes.add(new Renamed(key, name));
      }
      Optional<String> value = Optional.ofNullable(now.get(name));
      value
          .filter(text -> !Objects.equals(text, old.get(key)))
          .ifPresent(
              text -> changes.add(new Changed(name, Optional.ofNullable(old.get(key)), text)));
    }
    after.keys().stream()
        .filter(left::contains)
        .forEach(key -> changes.add(new Added(key, now.getOrDefault(key, ""))));
    return changes;
  }
}
