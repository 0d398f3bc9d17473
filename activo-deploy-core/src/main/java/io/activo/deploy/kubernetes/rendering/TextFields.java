package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds what is text to Kubernetes and read as something else: fields, and the keys of any map. Two
 * documents of one shape are walked side by side, what the author meant and what is read.
 */
final class TextFields {

  /**
   * Something that is read as something else than text.
   *
   * @param meant the scalar as its author meant it
   * @param what the field's path, {@code metadata.labels.version}, or that it is a key
   * @param readAs {@code a number}
   */
  record Mistyped(YamlScalar meant, String what, String readAs) {}

  private final String apiVersion;
  private final String kind;
  private final UnaryOperator<String> shown;
  private final List<Mistyped> found;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<String> shownPath = new ArrayDeque<>();

  private TextFields(YamlMap object, UnaryOperator<String> shown, List<Mistyped> found) {
    this.apiVersion = text(object, "apiVersion");
    this.kind = text(object, "kind");
    this.shown = shown;
    this.found = found;
  }

  /**
   * Looks through documents; the items of a List stand for themselves.
   *
   * @param shown how a key that the author meant is shown, without values
   */
  static List<Mistyped> find(
      List<YamlNode> meant, List<YamlNode> read, UnaryOperator<String> shown) {
    List<Mistyped> found = new ArrayList<>();
    for (int i = 0; i < Math.min(meant.size(), read.size()); i++) {
      find(meant.get(i), read.get(i), shown, found);
    }
    return found;
  }

  private static void find(
      YamlNode meant, YamlNode read, UnaryOperator<String> shown, List<Mistyped> found) {
    if (!(read instanceof YamlMap object && meant instanceof YamlMap words)) {
      return;
    }
    if (object.get("items").orElse(null) instanceof YamlList items
        && words.get("items").orElse(null) instanceof YamlList meantItems
        && text(object, "kind").endsWith("List")) {
      found.addAll(find(meantItems.items(), items.items(), shown));
    } else {
      new TextFields(object, shown, found).walk(meant, read);
    }
  }

  private static String text(YamlMap object, String key) {
    return object.get(key).orElse(null) instanceof YamlScalar scalar ? scalar.text() : "";
  }

  private void walk(YamlNode meant, YamlNode read) {
    if (meant instanceof YamlMap words && read instanceof YamlMap map) {
      for (int i = 0; i < Math.min(words.entries().size(), map.entries().size()); i++) {
        walk(words.entries().get(i), map.entries().get(i));
      }
    } else if (meant instanceof YamlList words && read instanceof YamlList list) {
      for (int i = 0; i < Math.min(words.items().size(), list.items().size()); i++) {
        walk("[]", "[]", words.items().get(i), list.items().get(i));
      }
    } else if (meant instanceof YamlScalar words && read instanceof YamlScalar scalar) {
      scalar.otherThanText().ifPresent(readAs -> check(words, readAs));
    }
  }

  private void walk(YamlNode.Entry meant, YamlNode.Entry read) {
    String key = shown.apply(meant.key().text());
    if (!read.key().isReadAsItsText()) {
      String readAs = read.key().otherThanText().orElse("another text");
      found.add(new Mistyped(meant.key(), "the key " + key, readAs));
    }
    walk(read.key().text(), key, meant.value(), read.value());
  }

  private void walk(String key, String shownKey, YamlNode meant, YamlNode read) {
    path.addLast(key);
    shownPath.addLast(shownKey);
    walk(meant, read);
    path.removeLast();
    shownPath.removeLast();
  }

  private void check(YamlScalar meant, String readAs) {
    if (FieldTypes.isText(apiVersion, kind, List.copyOf(path))) {
      String what = String.join(".", shownPath).replace(".[]", "[]");
      found.add(new Mistyped(meant, what, readAs));
    }
  }
}
