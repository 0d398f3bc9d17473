package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server adds to custom resources: each {@code default} of their definition's schema, and
 * below a default the parts that it has (Kubernetes documentation, "CustomResourceDefinitions",
 * defaulting).
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
        .forEach(one -> addSchema(fields, one.object("schema", "openAPIV3Schema").content()));
    return fields;
  }

  private static void addSchema(DefaultFields field, Map<?, ?> schema) {
    Object standard = schema.get("default");
    if (standard != null) {
      addValue(field, standard);
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((key, below) -> addSchemaAt(field, key.toString(), below));
    }
    addSchemaAt(field, DefaultFields.ITEM, schema.get("items"));
    addSchemaAt(field, DefaultFields.ANY, schema.get("additionalProperties"));
  }

  private static void addSchemaAt(DefaultFields field, String key, @Nullable Object schema) {
    if (schema instanceof Map<?, ?> below) {
      addSchema(field.at(List.of(key)), below);
    }
  }

  private static void addValue(DefaultFields field, Object standard) {
    field.add(DefaultRule.of(standard));
    if (standard instanceof Map<?, ?> parts) {
      parts.forEach(
          (key, part) -> {
            if (part != null) {
              addValue(field.at(List.of(key.toString())), part);
            }
          });
    }
  }
}
