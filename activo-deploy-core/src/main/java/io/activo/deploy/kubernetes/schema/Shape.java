package io.activo.deploy.kubernetes.schema;

import static java.util.Map.entry;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Kubernetes lets stand at a field: a view of its OpenAPI schema. */
public final class Shape {

  /** How the items of a list belong together ({@code x-kubernetes-list-type}). */
  public enum ListType {
    /** The list is one value. */
    ATOMIC,
    /** Each item stands there once. */
    SET,
    /** Each item has a key of its own: {@link Shape#mapKeys}. */
    MAP
  }

  /** The types of JSON, and what Kubernetes has between them. */
  enum Type {
    OBJECT("a map"),
    ARRAY("a list"),
    STRING("text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    INT_OR_STRING("a whole number or text"),
    QUANTITY("a quantity"),
    ANY("anything");

    private final String said;

    Type(String said) {
      this.said = said;
    }

    /** {@code a whole number}. */
    String said() {
      return said;
    }
  }

  private static final Map<String, Type> TYPES =
      Map.of(
          "object", Type.OBJECT,
          "array", Type.ARRAY,
          "string", Type.STRING,
          "integer", Type.INTEGER,
          "number", Type.NUMBER,
          "boolean", Type.BOOLEAN);

  /** What the published schemas require and the server does without (seen with 1.34). */
  private static final Map<String, Set<String>> DISPENSABLE =
      Map.ofEntries(
          entry("StatefulSetSpec", Set.of("serviceName")),
          entry("NetworkPolicySpec", Set.of("podSelector")),
          entry("RoleRef", Set.of("apiGroup")),
          entry("PriorityClass", Set.of("value")),
          entry("HTTPHeader", Set.of("value")),
          entry("SleepAction", Set.of("seconds")),
          entry("Sysctl", Set.of("value")),
          entry("ISCSIVolumeSource", Set.of("lun")),
          entry("PreferredSchedulingTerm", Set.of("preference")),
          entry("PodFailurePolicy", Set.of("rules")),
          entry("PodFailurePolicyOnPodConditionsPattern", Set.of("status")),
          entry("EndpointSlice", Set.of("endpoints")),
          entry("LimitRangeSpec", Set.of("limits")));

  private final Map<String, Object> schema;
  private final Definitions definitions;
  private final boolean custom;
  private final String name;

  /**
   * A view.
   *
   * @param custom whether it is a custom resource's, where a map without properties holds none
   */
  Shape(Map<String, Object> schema, Definitions definitions, boolean custom) {
    this.name = schema.get("$ref") instanceof String reference ? reference : "";
    Optional<Map<String, Object>> named = definitions.find(name);
    this.schema = named.orElse(schema);
    this.definitions = definitions;
    this.custom = custom && named.isEmpty();
  }

  private Optional<Shape> at(@Nullable Object nested) {
    if (Boolean.TRUE.equals(nested)) {
      return Optional.of(new Shape(Map.of(), definitions, custom));
    }
    return map(nested).map(found -> new Shape(found, definitions, custom));
  }

  @SuppressWarnings("unchecked")
  private static Optional<Map<String, Object>> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of((Map<String, Object>) map)
        : Optional.empty();
  }

  Type type() {
    if (isTrue("x-kubernetes-int-or-string")) {
      return Type.INT_OR_STRING;
    }
    if (!custom && format().equals("quantity")) {
      return Type.QUANTITY;
    }
    return schema.get("type") instanceof String name
        ? TYPES.getOrDefault(name, Type.ANY)
        : Type.ANY;
  }

  /** What may stand behind a key of this map; empty where the map has no such field. */
  public Optional<Shape> field(String key) {
    Optional<Shape> own = at(properties().get(key)).or(() -> at(implied().get(key)));
    return own.or(() -> at(schema.get("additionalProperties")))
        .or(() -> keepsUnknown() ? Optional.of(anything()) : Optional.empty());
  }

  /** What an item of this list may be. */
  public Optional<Shape> item() {
    return at(schema.get("items"));
  }

  /** What may stand at a path below this; empty where there is no such field. */
  public Optional<Shape> at(FieldPath path) {
    Optional<Shape> shape = Optional.of(this);
    for (Object segment : path.segments()) {
      shape =
          segment instanceof String key
              ? shape.flatMap(above -> above.field(key))
              : shape.flatMap(Shape::item);
    }
    return shape;
  }

  private Shape anything() {
    return new Shape(Map.of("x-kubernetes-preserve-unknown-fields", true), definitions, custom);
  }

  private Map<String, Object> properties() {
    return map(schema.get("properties")).orElse(Map.of());
  }

  /** What every object has, also one within a custom one. */
  private Map<String, Object> implied() {
    if (!isTrue("x-kubernetes-embedded-resource")) {
      return Map.of();
    }
    Map<String, Object> implied = new HashMap<>();
    implied.put("apiVersion", Map.of("type", "string"));
    implied.put("kind", Map.of("type", "string"));
    implied.put("metadata", Map.of("$ref", Definitions.OBJECT_META));
    return implied;
  }

  /** The names of the fields that this map has by itself. */
  public Set<String> names() {
    return properties().keySet();
  }

  /** Whether it takes fields that the schema does not name. */
  boolean keepsUnknown() {
    return isTrue("x-kubernetes-preserve-unknown-fields")
        || (properties().isEmpty() && !schema.containsKey("additionalProperties"));
  }

  boolean isCustom() {
    return custom;
  }

  List<String> required() {
    Set<String> dispensable =
        DISPENSABLE.getOrDefault(name.substring(name.lastIndexOf('.') + 1), Set.of());
    return texts("required").stream().filter(field -> !dispensable.contains(field)).toList();
  }

  /** The values that are allowed; empty where the schema lists none. */
  List<?> values() {
    return list("enum");
  }

  String format() {
    return schema.get("format") instanceof String format ? format : "";
  }

  Optional<Object> standard() {
    return Optional.ofNullable(schema.get("default"));
  }

  /** How the items of this list belong together. */
  public ListType listType() {
    return switch (schema.get("x-kubernetes-list-type") instanceof String type ? type : "") {
      case "map" -> ListType.MAP;
      case "set" -> ListType.SET;
      default -> ListType.ATOMIC;
    };
  }

  /** The fields that tell the items of a list of type {@link ListType#MAP} apart. */
  public List<String> mapKeys() {
    return texts("x-kubernetes-list-map-keys");
  }

  boolean isTrue(String keyword) {
    return Boolean.TRUE.equals(schema.get(keyword));
  }

  /** The value of a keyword of the schema. */
  Optional<Object> keyword(String name) {
    return Json.at(schema, name);
  }

  /** The schemas in a keyword that holds a list of them. */
  List<Shape> alternatives(String keyword) {
    return list(keyword).stream().flatMap(nested -> at(nested).stream()).toList();
  }

  /** The schema in a keyword that holds one. */
  Optional<Shape> nested(String keyword) {
    return at(schema.get(keyword));
  }

  private List<?> list(String keyword) {
    return schema.get(keyword) instanceof List<?> list ? list : List.of();
  }

  private List<String> texts(String keyword) {
    return list(keyword).stream()
        .flatMap(text -> text instanceof String name ? Stream.of(name) : Stream.empty())
        .toList();
  }
}
