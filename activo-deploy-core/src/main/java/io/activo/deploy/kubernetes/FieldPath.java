package io.activo.deploy.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a field within an object: keys of maps as {@link String}, places in lists as {@link
 * Integer}, from 0.
 */
public record FieldPath(List<Object> segments) {
  /** The object itself. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  public FieldPath {
    segments = List.copyOf(segments);
    for (Object segment : segments) {
      if (!(segment instanceof String) && !(segment instanceof Integer)) {
        throw new IllegalArgumentException("neither a key nor a place in a list: " + segment);
      }
    }
  }

  /** A path of keys and places. */
  public static FieldPath of(Object... segments) {
    return new FieldPath(List.of(segments));
  }

  /** The field behind a key of the map that stands here. */
  public FieldPath child(String key) {
    return then(key);
  }

  /** The item of the list that stands here. */
  public FieldPath item(int index) {
    return then(index);
  }

  private FieldPath then(Object segment) {
    List<Object> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new FieldPath(longer);
  }

  /** {@code spec.template.spec.containers[0].image}; a key with a dot stands in brackets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object segment : segments) {
      if (segment instanceof String key && key.indexOf('.') < 0) {
        text.append(text.isEmpty() ? "" : ".").append(key);
      } else {
        text.append('[').append(segment).append(']');
      }
    }
    return text.toString();
  }
}
