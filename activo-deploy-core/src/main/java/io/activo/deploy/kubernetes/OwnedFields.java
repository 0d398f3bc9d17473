package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object that we own by server-side apply, with their values. They are named by
 * the object's {@code managedFields}, in the format {@code FieldsV1} (Kubernetes API reference,
 * ObjectMeta): {@code f:NAME} a key of a map, {@code k:{…}} the item of a list with these keys,
 * {@code v:VALUE} an item by value, {@code i:INDEX} one by place, {@code .} the thing itself.
 *
 * @param fields which fields
 * @param values their values, in the same shape
 */
public record OwnedFields(Map<String, Object> fields, Object values) {

  /** Our fields of an object; empty when we never applied it. */
  public static Optional<OwnedFields> of(LiveObject object) {
    return entry(object)
        .map(entry -> entry.object("fieldsV1").content())
        .map(fields -> new OwnedFields(fields, values(object.content(), fields)));
  }

  /** The entry of {@code managedFields} that server-side apply keeps for us. */
  public static Optional<LiveObject> entry(LiveObject object) {
    return object.objects("metadata", "managedFields").stream()
        .filter(OwnedFields::ours)
        .findFirst();
  }

  private static boolean ours(LiveObject entry) {
    return entry.text("manager").equals(Cluster.FIELD_MANAGER)
        && entry.text("operation").equals("Apply")
        && entry.text("subresource").isEmpty();
  }

  private static Object values(@Nullable Object value, Map<?, ?> fields) {
    if (value == null || fields.isEmpty()) {
      return Optional.ofNullable(value);
    }
    Map<Object, Object> values = new HashMap<>();
    fields.forEach(
        (key, below) -> {
          if (below instanceof Map<?, ?> map && !key.equals(".")) {
            values.put(key, values(child(value, key.toString()), map));
          }
        });
    return values;
  }

  private static @Nullable Object child(Object value, String key) {
    String name = key.substring(2);
    if (value instanceof Map<?, ?> map && key.startsWith("f:")) {
      return map.get(name);
    }
    if (!(value instanceof List<?> list)) {
      return null;
    }
    if (key.startsWith("i:")) {
      int index = Integer.parseInt(name);
      return index < list.size() ? list.get(index) : null;
    }
    Object wanted = Json.parse(name);
    return list.stream().filter(item -> matches(item, wanted, key)).findFirst().orElse(null);
  }

  private static boolean matches(Object item, @Nullable Object wanted, String key) {
    if (key.startsWith("k:") && item instanceof Map<?, ?> map && wanted instanceof Map<?, ?> keys) {
      return map.entrySet().containsAll(keys.entrySet());
    }
    return item.equals(wanted);
  }
}
