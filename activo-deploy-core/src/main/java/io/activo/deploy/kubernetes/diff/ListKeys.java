package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By which fields the items of a list are told apart: as the object's {@code managedFields} say
 * ({@code k:{"name":"app"}}, format FieldsV1), and where these say nothing as the lists of the
 * built-in kinds do ({@code x-kubernetes-list-map-keys} of Kubernetes 1.34), or by name.
 */
final class ListKeys {
  private static final Map<String, List<List<String>>> WELL_KNOWN =
      Map.of(
          "ports", List.of(List.of("containerPort", "protocol"), List.of("port", "protocol")),
          "volumeMounts", List.of(List.of("mountPath")),
          "volumeDevices", List.of(List.of("devicePath")),
          "hostAliases", List.of(List.of("ip")),
          "topologySpreadConstraints", List.of(List.of("topologyKey", "whenUnsatisfiable")),
          "conditions", List.of(List.of("type")),
          "paths", List.of(List.of("path", "pathType")));
  private static final List<String> BY_NAME = List.of("name");

  /** What the API gives a key that is not written. */
  private static final Map<String, Object> DEFAULTS = Map.of("protocol", "TCP");

  private final Map<String, List<String>> managed;

  private ListKeys(Map<String, List<String>> managed) {
    this.managed = managed;
  }

  /** The keys that objects tell of themselves. */
  static ListKeys of(LiveObject... objects) {
    Map<String, List<String>> keys = new HashMap<>();
    for (LiveObject object : objects) {
      object
          .objects("metadata", "managedFields")
          .forEach(entry -> collect("", entry.object("fieldsV1").content(), keys));
    }
    return new ListKeys(keys);
  }

  private static void collect(String list, Map<?, ?> fields, Map<String, List<String>> keys) {
    fields.forEach(
        (key, below) -> {
          String step = key.toString();
          if (step.startsWith("k:")) {
            keys.putIfAbsent(list, names(step.substring(2)));
          }
          if (below instanceof Map<?, ?> map) {
            collect(step.startsWith("f:") ? below(list, step.substring(2)) : list, map, keys);
          }
        });
  }

  private static List<String> names(String item) {
    return List.copyOf(new TreeMap<>(Json.parseObject(item)).keySet());
  }

  /** The name of a list or field, with nothing said of the items that it stands in. */
  static String below(String list, String field) {
    return list + "/" + field;
  }

  /**
   * The fields that tell the items of both lists apart; empty where none do.
   *
   * @param list its name by {@link #below}
   */
  Optional<List<String>> keys(String list, List<?> one, List<?> other) {
    return candidates(list).stream()
        .filter(keys -> tellApart(one, keys) && tellApart(other, keys))
        .findFirst();
  }

  private List<List<String>> candidates(String list) {
    String field = list.substring(list.lastIndexOf('/') + 1);
    List<String> told = managed.get(list);
    List<List<String>> wellKnown = WELL_KNOWN.getOrDefault(field, List.of(BY_NAME));
    return told == null ? wellKnown : List.of(told);
  }

  private static boolean tellApart(List<?> list, List<String> keys) {
    Set<String> seen = new HashSet<>();
    return list.stream()
        .allMatch(
            item ->
                Unsaid.plain(item) instanceof Map<?, ?> map
                    && keys.stream().allMatch(key -> value(map, key).isPresent())
                    && seen.add(label(map, keys)));
  }

  /** The items of a list by their keys: {@code name=app}, {@code port=80,protocol=TCP}. */
  static Map<String, Object> byKey(List<?> list, List<String> keys) {
    Map<String, Object> items = new LinkedHashMap<>();
    for (Object item : list) {
      if (Unsaid.plain(item) instanceof Map<?, ?> map) {
        items.put(label(map, keys), item);
      }
    }
    return items;
  }

  private static String label(Map<?, ?> item, List<String> keys) {
    return keys.stream()
        .map(key -> key + "=" + value(item, key).orElse(""))
        .collect(Collectors.joining(","));
  }

  private static Optional<Object> value(Map<?, ?> item, String key) {
    return Optional.ofNullable(Unsaid.plain(item.get(key)))
        .filter(value -> !(value instanceof Map) && !(value instanceof List))
        .or(() -> Optional.ofNullable(DEFAULTS.get(key)));
  }
}
