package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.diff.DefaultRule.Site;
import io.activo.deploy.kubernetes.diff.Unsaid.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server is known to add at a field, and at the fields below it. Is built up, and then only
 * read.
 */
final class DefaultFields {
  /** A field for every item of a list. */
  static final String ITEM = "[]";

  /** A field for every key of a map that has no field of its own. */
  static final String ANY = "*";

  private final Map<String, DefaultFields> below = new HashMap<>();
  private final List<DefaultRule> rules = new ArrayList<>();

  /** The field at a path below this one, made if it is not there yet. */
  DefaultFields at(List<String> path) {
    DefaultFields field = this;
    for (String key : path) {
      field = field.below.computeIfAbsent(key, absent -> new DefaultFields());
    }
    return field;
  }

  /** Adds a rule for the field. */
  void add(DefaultRule rule) {
    rules.add(rule);
  }

  /** Adds what is known of another field, and below it. */
  void addAll(DefaultFields other) {
    rules.addAll(other.rules);
    other.below.forEach((key, fields) -> at(List.of(key)).addAll(fields));
  }

  /**
   * An object with each value marked that a server added by these rules, and nobody wrote.
   *
   * @param said what somebody wrote of it
   */
  Map<String, Object> marked(Map<String, Object> object, Said said) {
    return markedMap(object, said, object);
  }

  private Map<String, Object> markedMap(
      Map<String, Object> map, Said said, Map<String, Object> object) {
    if (below.isEmpty()) {
      return map;
    }
    Map<String, Object> marked = new LinkedHashMap<>(map);
    marked.replaceAll(
        (key, value) ->
            field(key)
                .filter(field -> value != null)
                .map(field -> field.marked(value, said.child(key), new Site(object, map, said)))
                .orElse(value));
    return marked;
  }

  private Optional<DefaultFields> field(String key) {
    return Optional.ofNullable(below.get(key)).or(() -> Optional.ofNullable(below.get(ANY)));
  }

  @SuppressWarnings("unchecked")
  private Object marked(Object value, Said said, Site site) {
    Optional<Origin> origin = said.isSaid() ? Optional.empty() : origin(value, site);
    if (origin.isPresent()) {
      return new Unsaid(value, origin.get());
    }
    if (value instanceof Map<?, ?> map) {
      return markedMap((Map<String, Object>) map, said, site.object());
    }
    @Nullable DefaultFields item = below.get(ITEM);
    return value instanceof List<?> list && item != null
        ? item.markedItems(list, said.items(list), site)
        : value;
  }

  private Optional<Origin> origin(Object value, Site site) {
    return rules.stream()
        .filter(rule -> rule.gives(value, site))
        .map(DefaultRule::origin)
        .findFirst();
  }

  private List<@Nullable Object> markedItems(List<?> list, List<Said> said, Site site) {
    List<@Nullable Object> marked = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      @Nullable Object item = list.get(i);
      marked.add(item == null ? null : marked(item, said.get(i), site));
    }
    return marked;
  }
}
