package io.activo.deploy.description;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment makes of that which stands above it: maps merge, scalars and lists replace,
 * {@code ~} removes (and stays where there was nothing to remove), {@code {add: […]}} extends a
 * list, or a single value that may be one. Every node keeps the place where it was written.
 */
final class Inheritance {
  private Inheritance() {}

  /** The map that an environment has in the end. */
  static YamlMap merge(YamlMap above, YamlMap environment) {
    Map<String, Entry> merged = new LinkedHashMap<>();
    above.entries().forEach(entry -> merged.put(entry.key().text(), entry));
    for (Entry own : environment.entries()) {
      String key = own.key().text();
      if (ShapeCheck.isNull(own.value()) && has(merged, key)) {
        merged.remove(key);
      } else {
        Entry inherited = merged.get(key);
        YamlNode value = inherited == null ? alone(own) : merge(inherited.value(), own.value());
        merged.put(key, new Entry(own.key(), value));
      }
    }
    return new YamlMap(environment.at(), new ArrayList<>(merged.values()));
  }

  /** A value without anything above it: its additions are all there is. */
  private static YamlNode alone(Entry own) {
    if (ShapeCheck.isAddition(own.value()).orElse(null) instanceof YamlList added) {
      return added;
    }
    return own.value() instanceof YamlMap map
        ? merge(new YamlMap(map.at(), List.of()), map)
        : own.value();
  }

  private static boolean has(Map<String, Entry> merged, String key) {
    return merged.containsKey(key) && !ShapeCheck.isNull(merged.get(key).value());
  }

  private static YamlNode merge(YamlNode above, YamlNode own) {
    Optional<YamlNode> addition = ShapeCheck.isAddition(own);
    if (addition.orElse(null) instanceof YamlList added && !(above instanceof YamlMap)) {
      List<YamlNode> all =
          new ArrayList<>(above instanceof YamlList list ? list.items() : List.of(above));
      all.addAll(added.items());
      return new YamlList(own.at(), all);
    }
    if (above instanceof YamlMap inherited && own instanceof YamlMap map) {
      if (WrittenValue.isValue(inherited) && WrittenValue.isValue(map)) {
        return own;
      }
      return merge(inherited, map);
    }
    return own;
  }
}
