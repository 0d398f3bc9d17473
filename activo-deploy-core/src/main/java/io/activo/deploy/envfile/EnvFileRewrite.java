package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes in an env-file for an environment, in this order: replace, Redis database, database,
 * rename, unset, set. The pairs of one map apply at once, so that {@code {a: b, b: a}} swaps.
 *
 * <p>Made from {@link #none()}: {@code none().withReplace(Map.of("testing",
 * "staging")).withUnset(List.of("TEST_*"))}.
 *
 * @param replace texts in values, and what stands there instead; they may be secrets
 * @param mode where such a text is found
 * @param redisDatabase indexes in Redis URLs, and the index that stands there instead
 * @param database the parts of PostgreSQL and MySQL URLs
 * @param rename keys, and the key that stands there instead
 * @param unset keys that go, or patterns with {@code *}
 * @param set values that are final, by key; they may be secrets
 */
public record EnvFileRewrite(
    Map<String, String> replace,
    Mode mode,
    Map<Integer, Integer> redisDatabase,
    DatabaseParts database,
    Map<String, String> rename,
    List<String> unset,
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
    rename = copy(rename);
    unset = List.copyOf(unset);
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
    return new EnvFileRewrite(
        Map.of(), Mode.WORDS, Map.of(), DatabaseParts.none(), Map.of(), List.of(), Map.of());
  }

  public EnvFileRewrite withReplace(Map<String, String> texts) {
    return new EnvFileRewrite(texts, mode, redisDatabase, database, rename, unset, set);
  }

  public EnvFileRewrite withMode(Mode other) {
    return new EnvFileRewrite(replace, other, redisDatabase, database, rename, unset, set);
  }

  public EnvFileRewrite withRedisDatabase(Map<Integer, Integer> indexes) {
    return new EnvFileRewrite(replace, mode, indexes, database, rename, unset, set);
  }

  public EnvFileRewrite withDatabase(DatabaseParts parts) {
    return new EnvFileRewrite(replace, mode, redisDatabase, parts, rename, unset, set);
  }

  public EnvFileRewrite withRename(Map<String, String> keys) {
    return new EnvFileRewrite(replace, mode, redisDatabase, database, keys, unset, set);
  }

  public EnvFileRewrite withUnset(List<String> keys) {
    return new EnvFileRewrite(replace, mode, redisDatabase, database, rename, keys, set);
  }

  public EnvFileRewrite withSet(Map<String, String> values) {
    return new EnvFileRewrite(replace, mode, redisDatabase, database, rename, unset, values);
  }

  /** What is allowed but probably not meant, whatever the file. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    targetsThatAreSources("replace", replace, warnings);
    targetsThatAreSources("redis-database", redisDatabase, warnings);
    targetsThatAreSources("rename", rename, warnings);
    TextReplacement text = new TextReplacement(replace, mode);
    replace.forEach(
        (source, target) -> {
          if (!replace.containsKey(target) && !text.apply(target).equals(target)) {
            warnings.add(
                "replace: the target of '%s' holds a text that is itself replaced; to rewrite twice changes it twice"
                    .formatted(source));
          }
        });
    rename.forEach(
        (source, target) -> {
          if (set.containsKey(source)) {
            warnings.add("rename: '%s' is renamed, and then set anew".formatted(source));
          }
        });
    return warnings;
  }

  /**
   * What is allowed but probably not meant in a file: {@link #warnings()}, a key to rename or unset
   * that is not there, and one to which other lines refer.
   */
  public List<String> warnings(EnvFile file) {
    List<String> warnings = new ArrayList<>(warnings());
    Set<String> keys = Set.copyOf(file.keys());
    rename.keySet().stream()
        .filter(key -> !keys.contains(key))
        .forEach(key -> warnings.add("rename: '%s' is not in the env-file".formatted(key)));
    unset.stream()
        .filter(key -> !KeyPatterns.isPattern(key))
        .filter(key -> !keys.contains(key) && !rename.containsValue(key))
        .forEach(key -> warnings.add("unset: '%s' is not in the env-file".formatted(key)));
    file.references()
        .forEach(
            (key, users) -> {
              boolean goes = rename.containsKey(key) || KeyPatterns.matchesAny(unset, key);
              if (goes && keys.contains(key) && !set.containsKey(key)) {
                warnings.add(
                    "'%s' is renamed or unset, and still referred to by %s"
                        .formatted(key, String.join(", ", users)));
              }
            });
    return warnings;
  }

  /** The change of a single value. */
  ValueEdit edit() {
    TextReplacement text = new TextReplacement(replace, mode);
    ValueEdit replaced = (key, value) -> text.apply(value);
    return replaced.then(new RedisUrls(redisDatabase)).then(new DatabaseUrls(database));
  }

  /** Names the keys that are set, not their values, and only counts the texts to replace. */
  @Override
  public String toString() {
    return "EnvFileRewrite[replace=%d pairs, mode=%s, redisDatabase=%s, database=%s, rename=%s, unset=%s, set=%s]"
        .formatted(replace.size(), mode, redisDatabase, database, rename, unset, set.keySet());
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
