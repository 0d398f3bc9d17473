package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ownership.ManagedField.Index;
import io.activo.deploy.kubernetes.ownership.ManagedField.Keys;
import io.activo.deploy.kubernetes.ownership.ManagedField.Name;
import io.activo.deploy.kubernetes.ownership.ManagedField.Step;
import io.activo.deploy.kubernetes.ownership.ManagedField.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A set of fields in the form of {@code FieldsV1} (Kubernetes API reference, ObjectMeta): {@code
 * f:NAME} a field, {@code k:{…}} the item of a list with these keys, {@code v:VALUE} an item by
 * value, {@code i:INDEX} one by place, {@code .} the thing itself.
 */
record FieldSet(Map<String, Object> tree) {
  static final FieldSet NONE = new FieldSet(Map.of());
  private static final String ITSELF = ".";
  private static final ManagedField OBJECT = new ManagedField(List.of());

  boolean isEmpty() {
    return tree.isEmpty();
  }

  /** The fields: those without fields of their own, and what is itself in the set. */
  List<ManagedField> fields() {
    List<ManagedField> fields = new ArrayList<>();
    collect(OBJECT, tree, fields);
    return fields;
  }

  private static void collect(ManagedField at, Map<?, ?> tree, List<ManagedField> fields) {
    tree.forEach(
        (key, below) -> {
          if (key.equals(ITSELF)) {
            fields.add(at);
          } else if (below instanceof Map<?, ?> map) {
            ManagedField next = at.then(step(key.toString()));
            if (map.isEmpty()) {
              fields.add(next);
            }
            collect(next, map, fields);
          }
        });
  }

  /** The set of some fields, each without fields of its own. */
  static FieldSet of(Collection<ManagedField> fields) {
    return fields.stream().map(FieldSet::of).reduce(NONE, FieldSet::with);
  }

  static FieldSet of(ManagedField field) {
    Map<String, Object> tree = Map.of();
    for (int i = field.steps().size() - 1; i >= 0; i--) {
      tree = Map.of(key(field.steps().get(i)), tree);
    }
    return new FieldSet(tree);
  }

  /** Whether a field is in the set. */
  boolean has(ManagedField field) {
    Object at = tree;
    for (Step step : field.steps()) {
      if (!(at instanceof Map<?, ?> map) || !map.containsKey(key(step))) {
        return false;
      }
      at = map.get(key(step));
    }
    return at instanceof Map<?, ?> map && (map.isEmpty() || map.containsKey(ITSELF));
  }

  /** These fields and the others. */
  FieldSet with(FieldSet others) {
    return new FieldSet(merged(tree, others.tree));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> merged = new LinkedHashMap<>(one);
    other.forEach(
        (key, below) -> {
          Object known = merged.get(key);
          merged.put(
              key,
              known == null
                  ? below
                  : both((Map<String, Object>) known, (Map<String, Object>) below));
        });
    return merged;
  }

  /** A field without fields of its own is itself in a set. */
  private static Map<String, Object> both(Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> both = merged(one, other);
    if (one.isEmpty() != other.isEmpty()) {
      both.put(ITSELF, Map.of());
    }
    return both;
  }

  /** The fields that are wanted. */
  FieldSet only(Predicate<ManagedField> wanted) {
    return new FieldSet(only(OBJECT, tree, wanted));
  }

  private static Map<String, Object> only(
      ManagedField at, Map<?, ?> tree, Predicate<ManagedField> wanted) {
    Map<String, Object> kept = new LinkedHashMap<>();
    tree.forEach(
        (key, below) -> {
          boolean itself = key.equals(ITSELF);
          ManagedField next = itself ? at : at.then(step(key.toString()));
          Map<?, ?> fields = (Map<?, ?>) below;
          Map<String, Object> rest = itself ? Map.of() : only(next, fields, wanted);
          if (fields.isEmpty() ? wanted.test(next) : !rest.isEmpty()) {
            kept.put(key.toString(), rest);
          }
        });
    return kept;
  }

  private static Step step(String key) {
    String text = key.substring(2);
    return switch (key.charAt(0)) {
      case 'f' -> new Name(text);
      case 'k' -> new Keys(Json.parseObject(text));
      case 'i' -> new Index(Integer.parseInt(text));
      default -> new Value(value(text));
    };
  }

  private static Object value(String text) {
    Object value = Json.parse(text);
    return value == null ? text : value;
  }

  private static String key(Step step) {
    if (step instanceof Name name) {
      return "f:" + name.name();
    }
    if (step instanceof Keys keys) {
      return "k:" + Json.print(new TreeMap<>(keys.keys()));
    }
    return step instanceof Index index
        ? "i:" + index.index()
        : "v:" + Json.print(((Value) step).value());
  }
}
