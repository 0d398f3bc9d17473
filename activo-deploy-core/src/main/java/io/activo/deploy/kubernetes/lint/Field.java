package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object and what stands there. Reading never fails: what is absent or of another
 * type is empty.
 */
record Field(Manifest manifest, FieldPath path, @Nullable Object value) {

  static Field root(Manifest manifest) {
    return new Field(manifest, FieldPath.ROOT, manifest.content());
  }

  /** The field under a path of keys. */
  Field at(String... keys) {
    Field field = this;
    for (String key : keys) {
      Object below = field.value instanceof Map<?, ?> map ? map.get(key) : null;
      field = new Field(manifest, field.path.child(key), below);
    }
    return field;
  }

  /** The items of a list. */
  List<Field> items() {
    List<Field> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(item -> items.add(new Field(manifest, path.item(items.size()), item)));
    }
    return items;
  }

  /** The items of the list under a path of keys. */
  List<Field> items(String... keys) {
    return at(keys).items();
  }

  /** The fields of a map, in written order. */
  Map<String, Field> entries() {
    Map<String, Field> entries = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> entries.put(String.valueOf(key), at(String.valueOf(key))));
    }
    return entries;
  }

  /** The text that stands here, if it is not empty. */
  Optional<String> text() {
    return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
  }

  /** The text under a path of keys; empty where there is none. */
  String text(String... keys) {
    return at(keys).text().orElse("");
  }

  /** The text of a scalar, also of one that should be in quotes and is not. */
  Optional<String> scalar() {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /** The whole number that stands here. */
  Optional<Long> number() {
    return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }

  boolean isWritten() {
    return value != null;
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  Place.InText place() {
    return manifest.placeOf(path);
  }

  String namespace() {
    return manifest.ref().namespace();
  }

  Finding error(Rule rule, String what, String fix) {
    return finding(rule, Severity.ERROR, what, fix);
  }

  Finding warning(Rule rule, String what, String fix) {
    return finding(rule, Severity.WARNING, what, fix);
  }

  Finding finding(Rule rule, Severity severity, String what, String fix) {
    return Finding.at(manifest, path, rule.key(), severity, new Finding.Text(what, fix));
  }
}
