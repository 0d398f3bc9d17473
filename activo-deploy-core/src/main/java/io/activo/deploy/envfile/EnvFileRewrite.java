package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What changes in an env-file for an environment, in this order: replace, Redis database, set. The
 * pairs of one map apply at once, so that {@code {a: b, b: a}} swaps.
 *
 * @param replace texts in values, and what stands there instead
 * @param mode where such a text is found
 * @param redisDatabase indexes in Redis URLs, and the index that stands there instead
 * @param set values that are final, by key; they may be secrets
 */
public record EnvFileRewrite(
    Map<String, String> replace,
    Mode mode,
    Map<Integer, Integer> redisDatabase,
    Map<String, String> set) {

  /** Where a text that is to be replaced is found. */
  public enum Mode {
    /**
     * Where it begins and ends with a word, which is a run of ASCII letters and digits: {@code
     * testing} in {@code activo_testing} and {@code testing.example.com}, not in {@code
     * contesting}.
     */
    WORDS,

    /** Everywhere, as {@code sed s/a/b/g} does. */
    TEXT
  }

  public EnvFileRewrite {
    replace = copy(replace);
    redisDatabase = copy(redisDatabase);
    set = copy(set);
    if (replace.containsKey("")) {
      throw new IllegalArgumentException("an empty text cannot be replaced");
    }
    if (redisDatabase.values().stream().anyMatch(index -> index < 0)) {
      throw new IllegalArgumentException("a Redis database has an index of 0 or more");
    }
  }

  /** A rewrite that changes nothing. */
  public static EnvFileRewrite none() {
    return new EnvFileRewrite(Map.of(), Mode.WORDS, Map.of(), Map.of());
  }

  /** What is allowed but probably not meant: a target of a map that is also a source of it. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    targetsThatAreSources("replace", replace, warnings);
    targetsThatAreSources("redis-database", redisDatabase, warnings);
    return warnings;
  }

  /** The change of a single value. */
  UnaryOperator<String> edit() {
    TextReplacement text = new TextReplacement(replace, mode);
    RedisUrls redis = new RedisUrls(redisDatabase);
    return value -> redis.rewrite(text.apply(value));
  }

  /** Names the keys that are set, not their values. */
  @Override
  public String toString() {
    Set<String> keys = set.keySet();
    return "EnvFileRewrite[replace=%s, mode=%s, redisDatabase=%s, set=%s]"
        .formatted(replace, mode, redisDatabase, keys);
  }

  private static <T> void targetsThatAreSources(
      String key, Map<T, T> map, Collection<String> warnings) {
    map.forEach(
        (source, target) -> {
          if (!source.equals(target) && map.containsKey(target)) {
            warnings.add(
                "%s: '%s' is the target of '%s' and itself replaced; the pairs apply at once, so '%s' becomes '%s' and stays it"
                    .formatted(key, target, source, source, target));
          }
        });
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
