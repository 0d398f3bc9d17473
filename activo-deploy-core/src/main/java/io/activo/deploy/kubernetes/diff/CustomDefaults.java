package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server adds to custom resources: each {@code default} of a property of their
 * definition's schema where the property is absent, filled up with the defaults below it
 * (Kubernetes documentation, "CustomResourceDefinitions", defaulting; {@code
 * apiextensions-apiserver/pkg/apiserver/schema/defaulting} of 1.34).
 *
 * <p>A default holds only as a whole: a part of it is no default where something else of the
 * property is written. The {@code default} of {@code items} and of {@code additionalProperties}
 * itself never adds an item or a key.
 */
final class CustomDefaults {
  private CustomDefaults() {}

  /**
   * The defaults of a definition.
   *
   * @param version {@code v1}
   */
  static DefaultFields of(LiveObject definition, String version) {
    DefaultFields fields = new DefaultFields();
    definition.objects("spec", "versions").stream()
        .filter(one -> one.text("name").equals(version))
        .forEach(one -> addBelow(fields, one.object("schema", "openAPIV3Schema").content()));
    return fields;
  }

  private static void addBelow(DefaultFields field, Map<?, ?> schema) {
    properties(schema)
        .forEach((key, property) -> addProperty(field.at(List.of(key.toString())), property));
    addBelow(field, DefaultFields.ITEM, schema.get("items"));
    addBelow(field, DefaultFields.ANY, schema.get("additionalProperties"));
  }

  private static void addBelow(DefaultFields field, String key, @Nullable Object schema) {
    if (schema instanceof Map<?, ?> below) {
      addBelow(field.at(List.of(key)), below);
    }
  }

  private static void addProperty(DefaultFields field, @Nullable Object property) {
    Map<?, ?> schema = map(property);
    Object standard = schema.get("default");
    if (standard != null) {
      field.add(DefaultRule.of(filled(standard, schema)));
    }
    addBelow(field, schema);
  }

  /** A value as the server completes it. */
  private static Object filled(Object value, Map<?, ?> schema) {
    if (value instanceof List<?> list) {
      Map<?, ?> items = map(schema.get("items"));
      return list.stream().map(item -> filled(item, items)).toList();
    }
    return value instanceof Map<?, ?> map ? filledMap(map, schema) : value;
  }

  private static Map<Object, Object> filledMap(Map<?, ?> map, Map<?, ?> schema) {
    Map<Object, Object> filled = new LinkedHashMap<>(map);
    properties(schema)
        .forEach(
            (key, property) -> {
              Object standard = map(property).get("default");
              if (standard != null) {
                filled.putIfAbsent(key, standard);
              }
            });
    Map<?, ?> any = map(schema.get("additionalProperties"));
    filled.replaceAll(
        (key, value) -> {
          Object property = properties(schema).get(key);
          return filled(value, property == null ? any : map(property));
        });
    return filled;
  }

  private static Map<?, ?> properties(Map<?, ?> schema) {
    return map(schema.get("properties"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
