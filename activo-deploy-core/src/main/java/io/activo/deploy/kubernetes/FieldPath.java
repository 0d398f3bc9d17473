package io.activo.deploy.kubernetes;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to a field within an object: keys of maps as {@link String}, places in lists as {@link
 * Integer}, from 0. Paths share what they have in common, for every check of every field makes one.
 */
public final class FieldPath {
  /** The object itself. */
  public static final FieldPath ROOT = new FieldPath(null, "", 0);

  private final @Nullable FieldPath above;
  private final Object last;
  private final int length;

  private FieldPath(@Nullable FieldPath above, Object last, int length) {
    this.above = above;
    this.last = last;
    this.length = length;
  }

  /**
   * A path of keys and places.
   *
   * @throws IllegalArgumentException if a segment is neither
   */
  public static FieldPath of(Object... segments) {
    FieldPath path = ROOT;
    for (Object segment : segments) {
      if (!(segment instanceof String) && !(segment instanceof Integer)) {
        throw new IllegalArgumentException("neither a key nor a place in a list: " + segment);
      }
      path = path.then(segment);
    }
    return path;
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
    return new FieldPath(this, segment, length + 1);
  }

  /** Whether it leads to the object itself. */
  public boolean isRoot() {
    return length == 0;
  }

  /** The keys and places, from the outermost. */
  public List<Object> segments() {
    Object[] segments = new Object[length];
    FieldPath path = this;
    for (int i = length - 1; i >= 0 && path != null; i--) {
      segments[i] = path.last;
      path = path.above;
    }
    return Collections.unmodifiableList(Arrays.asList(segments));
  }

  /** The key or place of the field in what it stands in; empty text for the object itself. */
  public Object last() {
    return last;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path
        && length == path.length
        && segments().equals(path.segments());
  }

  @Override
  public int hashCode() {
    return segments().hashCode();
  }

  /** {@code spec.template.spec.containers[0].image}; a key with a dot stands in brackets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object segment : segments()) {
      if (segment instanceof String key && key.indexOf('.') < 0) {
        text.append(text.isEmpty() ? "" : ".").append(key);
      } else {
        text.append('[').append(segment).append(']');
      }
    }
    return text.toString();
  }
}
