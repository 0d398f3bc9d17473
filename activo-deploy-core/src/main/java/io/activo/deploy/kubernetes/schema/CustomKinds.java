package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds that CustomResourceDefinitions define.
 *
 * @param kinds those that are served, by API version and kind
 */
record CustomKinds(Map<String, Kind> kinds) {
  static final CustomKinds NONE = new CustomKinds(Map.of());

  CustomKinds {
    kinds = Map.copyOf(kinds);
  }

  /** These and further ones; a kind that is defined again is as defined last. */
  CustomKinds and(List<Map<String, Object>> customResourceDefinitions, Definitions definitions) {
    Map<String, Kind> more = new LinkedHashMap<>(kinds);
    for (Map<String, Object> definition : customResourceDefinitions) {
      LiveObject spec = new LiveObject(definition).object("spec");
      for (LiveObject version : spec.objects("versions")) {
        if (Boolean.TRUE.equals(version.value("served").orElse(false))) {
          Kind kind = kind(spec, version, definitions);
          more.put(kind.fullName(), kind);
        }
      }
    }
    return new CustomKinds(more);
  }

  private static Kind kind(LiveObject spec, LiveObject version, Definitions definitions) {
    Map<String, Object> schema = version.object("schema", "openAPIV3Schema").content();
    return new Kind(
        spec.text("group") + "/" + version.text("name"),
        spec.text("names", "kind"),
        !spec.text("scope").equals("Cluster"),
        () -> new Shape(root(schema), definitions, true));
  }

  /** A schema as the server completes it: every object has these fields. */
  private static Map<String, Object> root(Map<String, Object> schema) {
    if (schema.isEmpty()) {
      return Map.of("x-kubernetes-preserve-unknown-fields", true);
    }
    Map<String, Object> properties =
        new LinkedHashMap<>(new LiveObject(schema).object("properties").content());
    properties.put("apiVersion", Map.of("type", "string"));
    properties.put("kind", Map.of("type", "string"));
    properties.put("metadata", Map.of("$ref", Definitions.OBJECT_META));
    Map<String, Object> root = new LinkedHashMap<>(schema);
    root.put("properties", properties);
    return root;
  }

  Optional<Kind> find(String apiVersion, String kind) {
    return Optional.ofNullable(kinds.get(apiVersion + " " + kind));
  }

  /** The kinds of a group, in all its versions. */
  Set<String> names(String group) {
    return kinds.values().stream()
        .filter(kind -> kind.group().equals(group))
        .map(Kind::name)
        .collect(Collectors.toSet());
  }

  /** The API versions in which a kind of a group is served. */
  List<String> versions(String group, String kind) {
    return kinds.values().stream()
        .filter(known -> known.group().equals(group) && known.name().equals(kind))
        .map(Kind::apiVersion)
        .sorted()
        .toList();
  }
}
