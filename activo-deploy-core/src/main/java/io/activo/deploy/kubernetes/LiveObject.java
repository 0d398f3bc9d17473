package io.activo.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Kubernetes object, or a part of one, as plain JSON values. Reading never fails: what is absent
 * or of another type is empty.
 */
public record LiveObject(Map<String, Object> content) {

  /** The value at a path of keys. */
  public Optional<Object> value(String... path) {
    Object value = content;
    for (String key : path) {
      if (!(value instanceof Map<?, ?> map) || map.get(key) == null) {
        return Optional.empty();
      }
      value = map.get(key);
    }
    return Optional.of(value);
  }

  /** The text at a path, empty where there is none. */
  public String text(String... path) {
    return value(path).filter(String.class::isInstance).map(String.class::cast).orElse("");
  }

  /** The whole number at a path. */
  public OptionalLong number(String... path) {
    return value(path)
        .filter(Number.class::isInstance)
        .map(number -> OptionalLong.of(((Number) number).longValue()))
        .orElse(OptionalLong.empty());
  }

  /** The objects of the list at a path; what is no object is left out. */
  public List<LiveObject> objects(String... path) {
    return value(path).filter(List.class::isInstance).map(List.class::cast).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .filter(Map.class::isInstance)
        .map(LiveObject::of)
        .toList();
  }

  /** The object at a path, without content where there is none. */
  public LiveObject object(String... path) {
    return value(path)
        .filter(Map.class::isInstance)
        .map(LiveObject::of)
        .orElse(new LiveObject(Map.of()));
  }

  /** The object's own name. */
  public ObjectRef ref() {
    return new ObjectRef(
        text("apiVersion"), text("kind"), text("metadata", "namespace"), text("metadata", "name"));
  }

  @SuppressWarnings("unchecked")
  private static LiveObject of(Object map) {
    return new LiveObject((Map<String, Object>) map);
  }
}
