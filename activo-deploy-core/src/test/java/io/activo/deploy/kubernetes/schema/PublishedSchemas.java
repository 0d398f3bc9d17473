package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one version of {@code k8s.io/kubernetes} publishes of its kinds and their fields. */
final class PublishedSchemas {
  private static final Pattern RESOURCE =
      Pattern.compile("/apis?/(?:[^{]*/)?(namespaces/\\{namespace}/)?([a-z]+)/\\{name}");
  private static final String REF = "#/definitions/";
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "format",
          "required",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "enum",
          "default");
  private static final Map<String, Object> QUANTITY = Map.of("format", "quantity");
  private static final Map<String, Object> INT_OR_STRING =
      Map.of("x-kubernetes-int-or-string", true);

  private final Path module;
  private final LiveObject swagger;
  private final Map<String, Object> definitions;

  /**
   * Reads a module.
   *
   * @param module a folder such as {@code kubernetes@v1.34.4}
   */
  PublishedSchemas(Path module) throws IOException {
    this.module = module;
    Path file = module.resolve("api/openapi-spec/swagger.json");
    swagger = new LiveObject(Json.parseObject(Files.readString(file)));
    definitions = swagger.object("definitions").content();
  }

  int minor() {
    return SchemaFile.minor(module);
  }

  /** {@code apps/v1 Deployment deployments namespaced io.k8s.api.apps.v1.Deployment}. */
  List<String> kinds() {
    Map<String, String> names = definitionsByKind();
    List<String> kinds = new ArrayList<>();
    swagger
        .object("paths")
        .content()
        .forEach(
            (path, operations) -> {
              Matcher resource = RESOURCE.matcher(path);
              Optional<Object> kind =
                  Json.at(operations, "patch", "x-kubernetes-group-version-kind");
              if (resource.matches() && kind.isPresent()) {
                String name = kindName(kind.orElseThrow());
                String scope = resource.group(1) == null ? "cluster" : "namespaced";
                kinds.add(String.join(" ", name, resource.group(2), scope, required(names, name)));
              }
            });
    return kinds;
  }

  private static String required(Map<String, String> names, String name) {
    return Optional.ofNullable(names.get(name)).orElseThrow(() -> new IllegalStateException(name));
  }

  private Map<String, String> definitionsByKind() {
    Map<String, String> names = new LinkedHashMap<>();
    definitions.forEach(
        (name, body) -> {
          if (Json.at(body, "x-kubernetes-group-version-kind").orElse(List.of())
                  instanceof List<?> kinds
              && kinds.size() == 1) {
            names.put(kindName(kinds.get(0)), name);
          }
        });
    return names;
  }

  private static String kindName(@Nullable Object kind) {
    LiveObject name = new LiveObject(Map.of("kind", kind == null ? Map.of() : kind)).object("kind");
    String group = name.text("group");
    return (group.isEmpty() ? "" : group + "/") + name.text("version") + " " + name.text("kind");
  }

  /** The definitions that a kind needs, as schemas without prose. */
  Map<String, Object> definitions() throws IOException {
    Annotations annotations = Annotations.read(module);
    Map<String, Object> reached = new TreeMap<>();
    List<String> open = new ArrayList<>();
    kinds().forEach(kind -> open.add(kind.substring(kind.lastIndexOf(" ") + 1)));
    while (!open.isEmpty()) {
      String name = open.remove(open.size() - 1);
      if (!reached.containsKey(name)) {
        Object body = definitions.get(name);
        annotations.addTo(name, body);
        reached.put(name, schema(name, body, open));
      }
    }
    return reached;
  }

  private static Object schema(String name, @Nullable Object body, List<String> open) {
    if (name.endsWith(".api.resource.Quantity")) {
      return QUANTITY;
    }
    return name.endsWith(".intstr.IntOrString") ? INT_OR_STRING : schema(body, open);
  }

  private static Map<String, Object> schema(@Nullable Object body, List<String> open) {
    Map<String, Object> kept = new TreeMap<>();
    if (!(body instanceof Map<?, ?> map)) {
      return kept;
    }
    map.forEach(
        (key, value) -> {
          if (key.equals("$ref")) {
            String target = value.toString().substring(REF.length());
            open.add(target);
            kept.put("$ref", target);
          } else if (key.equals("properties")) {
            Map<String, Object> properties = new TreeMap<>();
            ((Map<?, ?>) value)
                .forEach((name, property) -> properties.put((String) name, schema(property, open)));
            kept.put("properties", properties);
          } else if (key.equals("items") || key.equals("additionalProperties")) {
            kept.put((String) key, schema(value, open));
          } else if (KEPT.contains(key)) {
            kept.put((String) key, value);
          }
        });
    return kept;
  }
}
