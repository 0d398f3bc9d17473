package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of fields that nobody applies any more: they go, or get the server's default. */
final class Defaulting {
  private Defaulting() {}

  /**
   * The object with fields as nobody set them.
   *
   * @param fresh a new object of the same manifest, with the server's defaults
   */
  static LiveObject reset(LiveObject object, FieldSet fields, LiveObject fresh) {
    Map<String, Object> without =
        Trimming.without(
            object.content(), fields.only(field -> field.in(fresh.content()).isEmpty()));
    Map<String, Object> reset = without;
    for (ManagedField field : fields.fields()) {
      Optional<Object> wanted = field.value(fresh.content()).filter(Defaulting::isScalar);
      Optional<FieldPath> path = field.in(reset);
      if (wanted.isPresent() && path.isPresent()) {
        reset = with(reset, path.get().segments(), wanted.get());
      }
    }
    return new LiveObject(reset);
  }

  private static boolean isScalar(Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  /** The object with another value at a path that it has. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> with(Map<String, Object> object, List<Object> path, Object value) {
    return (Map<String, Object>) set(object, path, value);
  }

  private static Object set(Object object, List<Object> path, Object value) {
    if (path.isEmpty()) {
      return value;
    }
    List<Object> rest = path.subList(1, path.size());
    if (object instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list);
      int index = (int) path.get(0);
      copy.set(index, set(copy.get(index), rest, value));
      return copy;
    }
    Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) object);
    copy.computeIfPresent(path.get(0), (key, old) -> set(old, rest, value));
    return copy;
  }
}
