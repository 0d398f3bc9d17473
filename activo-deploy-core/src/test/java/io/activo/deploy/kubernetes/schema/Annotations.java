package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that fields may have, and their defaults: the published schemas leave both out, the Go
 * file from which they are made has them. A line-wise reading, as the generator formats it.
 *
 * @param enums by {@code function property}, the last parts of a definition's name joined
 */
record Annotations(Map<String, Values> enums, Map<String, String> defaults) {
  private static final Pattern FUNCTION = Pattern.compile("func schema_(\\w+)\\(ref .*");
  private static final Pattern PROPERTY = Pattern.compile("\t{5}\"([^\"]+)\": \\{");
  private static final Pattern ENUM = Pattern.compile("(\t+)Enum: +\\[]interface\\{}\\{(.*)},");
  private static final Pattern DEFAULT = Pattern.compile("\t{7}Default: +\"([^\"]+)\",");
  private static final int PROPERTY_DEPTH = 7;

  /**
   * What a field may be.
   *
   * @param ofItems whether its items are meant
   */
  record Values(List<?> values, boolean ofItems) {}

  static Annotations read(Path module) throws IOException {
    Annotations annotations = new Annotations(new HashMap<>(), new HashMap<>());
    String function = "";
    String property = "";
    for (String line :
        Files.readAllLines(module.resolve("pkg/generated/openapi/zz_generated.openapi.go"))) {
      Matcher start = FUNCTION.matcher(line);
      Matcher name = PROPERTY.matcher(line);
      if (start.matches()) {
        function = start.group(1);
      } else if (name.matches()) {
        property = name.group(1);
      } else {
        annotations.readLine(function + " " + property, line);
      }
    }
    return annotations;
  }

  private void readLine(String field, String line) {
    Matcher values = ENUM.matcher(line);
    Matcher standard = DEFAULT.matcher(line);
    if (values.matches()) {
      String list = "{\"values\":[" + values.group(2) + "]}";
      Object parsed = Json.at(Json.parse(list), "values").orElseThrow();
      enums.put(field, new Values((List<?>) parsed, values.group(1).length() > PROPERTY_DEPTH));
    } else if (standard.matches()) {
      defaults.put(field, standard.group(1));
    }
  }

  /** Adds what is known of a definition to its properties. */
  void addTo(String definition, @Nullable Object body) {
    if (Json.at(body, "properties").orElse(Map.of()) instanceof Map<?, ?> properties) {
      properties.forEach(
          (property, schema) -> addTo(function(definition) + " " + property, (Map<?, ?>) schema));
    }
  }

  @SuppressWarnings("unchecked")
  private void addTo(String field, Map<?, ?> schema) {
    Map<String, Object> open = (Map<String, Object>) schema;
    Optional.ofNullable(defaults.get(field)).ifPresent(value -> open.put("default", value));
    Values values = enums.get(field);
    if (values != null) {
      String below = open.containsKey("items") ? "items" : "additionalProperties";
      Object target = values.ofItems() ? open.get(below) : open;
      ((Map<String, Object>) Objects.requireNonNull(target)).put("enum", values.values());
    }
  }

  /** {@code io.k8s.api.core.v1.Pod} is {@code schema_k8sio_api_core_v1_Pod} in Go. */
  private static String function(String definition) {
    String name = definition.replaceFirst("^io\\.k8s\\.", "").replace("-", "_").replace(".", "_");
    return name.startsWith("api_") ? "k8sio_" + name : name;
  }
}
