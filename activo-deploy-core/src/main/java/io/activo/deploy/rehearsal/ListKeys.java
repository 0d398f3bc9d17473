package io.activo.deploy.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which lists of the built-in kinds are merged item by item, and by which keys (the {@code
 * x-kubernetes-list-map-keys} of the API's OpenAPI document); every other list is one value.
 */
final class ListKeys {
  private static final Map<String, List<List<String>>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of(List.of("name"))),
          Map.entry("initContainers", List.of(List.of("name"))),
          Map.entry("ephemeralContainers", List.of(List.of("name"))),
          Map.entry("env", List.of(List.of("name"))),
          Map.entry(
              "ports", List.of(List.of("containerPort", "protocol"), List.of("port", "protocol"))),
          Map.entry("volumes", List.of(List.of("name"))),
          Map.entry("volumeMounts", List.of(List.of("mountPath"))),
          Map.entry("volumeDevices", List.of(List.of("devicePath"))),
          Map.entry("imagePullSecrets", List.of(List.of("name"))),
          Map.entry("hostAliases", List.of(List.of("ip"))),
          Map.entry(
              "topologySpreadConstraints", List.of(List.of("topologyKey", "whenUnsatisfiable"))),
          Map.entry("webhooks", List.of(List.of("name"))),
          Map.entry("conditions", List.of(List.of("type"))));
  private static final Map<String, Object> DEFAULTS = Map.of("protocol", "TCP");

  private ListKeys() {}

  /** The step to each item of a list; empty when the list is one value. */
  static Optional<List<FieldPath.Item>> items(String field, List<?> list) {
    if (list.isEmpty()) {
      return Optional.empty();
    }
    return KEYS.getOrDefault(field, List.of()).stream()
        .filter(keys -> list.stream().allMatch(item -> hasAll(item, keys)))
        .findFirst()
        .map(keys -> list.stream().map(item -> item((Map<?, ?>) item, keys)).toList())
        .filter(items -> items.stream().distinct().count() == items.size());
  }

  private static boolean hasAll(Object item, List<String> keys) {
    return item instanceof Map<?, ?> map
        && keys.stream().allMatch(key -> value(map, key).isPresent());
  }

  private static FieldPath.Item item(Map<?, ?> map, List<String> keys) {
    Map<String, Object> values = new LinkedHashMap<>();
    keys.forEach(key -> value(map, key).ifPresent(value -> values.put(key, value)));
    return new FieldPath.Item(values);
  }

  /** A key's value, or the one that the API gives it. */
  static Optional<Object> value(Map<?, ?> item, String key) {
    return Optional.ofNullable(item.get(key)).or(() -> Optional.ofNullable(DEFAULTS.get(key)));
  }
}
