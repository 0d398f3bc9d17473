package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds fields among the nodes of a document. */
record WrittenFields(YamlMap document) implements FieldPlaces {

  @Override
  public List<YamlScalar> repeated() {
    List<YamlScalar> repeated = new ArrayList<>();
    collect(document, repeated);
    return repeated;
  }

  private static void collect(YamlNode node, List<YamlScalar> repeated) {
    if (node instanceof YamlMap map) {
      Set<String> met = new HashSet<>();
      for (Entry entry : map.entries()) {
        if (!met.add(entry.key().text())) {
          repeated.add(entry.key());
        }
        collect(entry.value(), repeated);
      }
    } else if (node instanceof YamlList list) {
      list.items().forEach(item -> collect(item, repeated));
    }
  }

  @Override
  public Place.InText of(FieldPath path) {
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
