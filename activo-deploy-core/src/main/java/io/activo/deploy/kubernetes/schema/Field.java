package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object with the way to it. Reading never fails: what is absent or of another type
 * is empty.
 */
record Field(FieldPath path, @Nullable Object value) {

  Field child(String key) {
    Object child = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new Field(path.child(key), child);
  }

  /** The field behind several keys. */
  Field at(String... keys) {
    Field field = this;
    for (String key : keys) {
      field = field.child(key);
    }
    return field;
  }

  List<Field> items() {
    List<Field> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        items.add(new Field(path.item(items.size()), item));
      }
    }
    return items;
  }

  /** The fields of a map, in written order; those that are null are none. */
  List<Field> children() {
    return keys().stream().map(this::child).filter(Field::isWritten).toList();
  }

  Set<String> keys() {
    if (value instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, Object> fields = (Map<String, Object>) map;
      return fields.keySet();
    }
    return Set.of();
  }

  /** The key behind which it stands. */
  String key() {
    return path.last().toString();
  }

  /** Whether it stands there and is not null. */
  boolean isWritten() {
    return value != null;
  }

  /** Whether it is absent, null or without content: the zero values of Go. */
  boolean isEmpty() {
    return value == null
        || value.equals("")
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  String textOr(String otherwise) {
    return text().orElse(otherwise);
  }

  OptionalLong number() {
    return value instanceof Integer || value instanceof Long
        ? OptionalLong.of(((Number) value).longValue())
        : OptionalLong.empty();
  }

  long numberOr(long otherwise) {
    return number().orElse(otherwise);
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }
}
