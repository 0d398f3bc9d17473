package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.Optional;

/** Finds fields among the nodes of a document. */
final class WrittenFields {
  private WrittenFields() {}

  static Place.InText place(YamlMap document, FieldPath path) {
    YamlNode node = document;
    Place.InText place = document.at();
    for (Object segment : path.segments()) {
      if (node instanceof YamlMap map && segment instanceof String key) {
        Optional<Entry> entry = entry(map, key);
        if (entry.isEmpty()) {
          return place;
        }
        place = entry.orElseThrow().key().at();
        node = entry.orElseThrow().value();
      } else if (node instanceof YamlList list
          && segment instanceof Integer index
          && index < list.items().size()) {
        node = list.items().get(index);
        place = node.at();
      } else {
        return place;
      }
    }
    return place;
  }

  /** Of a key that stands twice the last entry counts. */
  private static Optional<Entry> entry(YamlMap map, String key) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals(key))
        .reduce((first, last) -> last);
  }
}
