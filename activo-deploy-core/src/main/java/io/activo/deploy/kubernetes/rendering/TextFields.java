package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Finds the fields that are text to Kubernetes and read as something else. */
final class TextFields {

  /**
   * A field that is read as something else than text.
   *
   * @param path the keys that lead to it: {@code metadata.labels.version}
   * @param readAs {@code a number}
   */
  record Mistyped(YamlScalar scalar, String path, String readAs) {}

  private final String apiVersion;
  private final String kind;
  private final Consumer<Mistyped> found;
  private final Deque<String> path = new ArrayDeque<>();

  private TextFields(YamlMap object, Consumer<Mistyped> found) {
    this.apiVersion = text(object, "apiVersion");
    this.kind = text(object, "kind");
    this.found = found;
  }

  /** Looks through a document; the items of a List stand for themselves. */
  static void find(YamlNode document, Consumer<Mistyped> found) {
    if (!(document instanceof YamlMap object)) {
      return;
    }
    if (object.get("items").orElse(null) instanceof YamlNode.YamlList items
        && text(object, "kind").endsWith("List")) {
      items.items().forEach(item -> find(item, found));
    } else {
      new TextFields(object, found).walk(object);
    }
  }

  private static String text(YamlMap object, String key) {
    return object.get(key).orElse(null) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private void walk(YamlNode node) {
    if (node instanceof YamlMap map) {
      for (YamlNode.Entry entry : map.entries()) {
        walk(entry.key().text(), entry.value());
      }
    } else if (node instanceof YamlNode.YamlList list) {
      list.items().forEach(item -> walk("[]", item));
    } else if (node instanceof YamlScalar scalar) {
      scalar.otherThanText().ifPresent(readAs -> check(scalar, readAs));
    }
  }

  private void walk(String key, YamlNode value) {
    path.addLast(key);
    walk(value);
    path.removeLast();
  }

  private void check(YamlScalar scalar, String readAs) {
    if (FieldTypes.isText(apiVersion, kind, List.copyOf(path))) {
      String shown = String.join(".", path).replace(".[]", "[]");
      found.accept(new Mistyped(scalar, shown, readAs));
    }
  }
}
