package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one document, or one item of a list. */
record ManifestReader(Problems problems, List<Manifest> manifests) {
  private static final String LIST = "List";

  void read(YamlNode document) {
    read(document, Optional.empty());
  }

  /**
   * Reads an object.
   *
   * @param list the list of a kind that it is an item of; without a kind of its own it has that of
   *     the list (kubectl 1.34)
   */
  private void read(YamlNode document, Optional<YamlMap> list) {
    if (!(document instanceof YamlMap object)) {
      problems.add(
          Problem.of(
              "a document is no Kubernetes object",
              document.at(),
              "write a map with apiVersion, kind and metadata"));
    } else if (isList(object) && object.get("items").filter(node -> !isItems(node)).isPresent()) {
      problems.add(
          Problem.of(
              "the items of a List are no list",
              object.get("items").orElseThrow().at(),
              "write them as a list of objects"));
    } else if (items(object).isPresent()) {
      items(object).orElseThrow().items().forEach(item -> read(item, Optional.of(object)));
    } else {
      readObject(list.map(around -> ofKind(object, around)).orElse(object));
    }
  }

  private static YamlMap ofKind(YamlMap item, YamlMap list) {
    String kind = ((YamlScalar) list.get("kind").orElseThrow()).text();
    Optional<YamlNode> version = list.get("apiVersion");
    if (isTyped(item) || kind.equals(LIST) || version.isEmpty()) {
      return item;
    }
    String name = kind.substring(0, kind.length() - LIST.length());
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(plain(item, "apiVersion"), version.orElseThrow()));
    entries.add(new Entry(plain(item, "kind"), plain(item, name)));
    item.entries().stream()
        .filter(entry -> !entry.key().text().matches("apiVersion|kind"))
        .forEach(entries::add);
    return new YamlMap(item.at(), entries);
  }

  private static boolean isTyped(YamlMap item) {
    return Stream.of("kind", "apiVersion")
        .flatMap(key -> item.get(key).stream())
        .anyMatch(node -> !isEmpty(node));
  }

  private static YamlScalar plain(YamlMap item, String text) {
    return new YamlScalar(item.at(), text, YamlScalar.Style.PLAIN);
  }

  /** The items of a List, also of one of a kind, as {@code kubectl get -o yaml} writes both. */
  private static Optional<YamlList> items(YamlMap object) {
    return object
        .get("kind")
        .filter(YamlScalar.class::isInstance)
        .filter(kind -> ((YamlScalar) kind).text().endsWith(LIST))
        .flatMap(kind -> object.get("items"))
        .filter(YamlList.class::isInstance)
        .map(YamlList.class::cast);
  }

  private static boolean isList(YamlMap object) {
    return object.get("kind").filter(kind -> isText(kind, LIST)).isPresent()
        && object.get("apiVersion").filter(version -> isText(version, "v1")).isPresent();
  }

  private static boolean isText(YamlNode node, String text) {
    return node instanceof YamlScalar scalar && scalar.text().equals(text);
  }

  private static boolean isItems(YamlNode node) {
    return node instanceof YamlList || isEmpty(node);
  }

  private void readObject(YamlMap object) {
    int before = problems.list().size();
    String apiVersion = text(object, "apiVersion", object);
    String kind = text(object, "kind", object);
    Optional<YamlNode> metadata = object.get("metadata");
    if (metadata.isPresent() && !(metadata.orElseThrow() instanceof YamlMap)) {
      problems.add(Problem.of("metadata is no map", metadata.orElseThrow().at(), ""));
      return;
    }
    YamlMap names = (YamlMap) metadata.orElseGet(() -> new YamlMap(object.at(), List.of()));
    refuseGenerated(names);
    String name = names.get("generateName").isPresent() ? "" : text(names, "name", object);
    boolean placed = names.get("namespace").filter(node -> !isEmpty(node)).isPresent();
    String namespace = placed ? text(names, "namespace", object) : "";
    ObjectRef ref = new ObjectRef(apiVersion, kind, namespace, name);
    problems
        .collect(object::toValue)
        .filter(any -> problems.list().size() == before)
        .ifPresent(content -> manifests.add(new Manifest(ref, content, FieldPlaces.in(object))));
  }

  private void refuseGenerated(YamlMap metadata) {
    metadata
        .get("generateName")
        .ifPresent(
            node ->
                problems.add(
                    Problem.of(
                        "an object with metadata.generateName cannot be applied",
                        node.at(),
                        "give it a metadata.name")));
    metadata
        .get("managedFields")
        .filter(node -> node instanceof YamlList list && !list.items().isEmpty())
        .ifPresent(
            node ->
                problems.add(
                    Problem.of(
                        "the API server refuses metadata.managedFields",
                        node.at(),
                        "remove them: only the server writes them")));
  }

  /** The text at a key; anything else is a problem, and an empty text goes on in its place. */
  private String text(YamlMap map, String key, YamlMap object) {
    String path = key.startsWith("name") ? "metadata." + key : key;
    Optional<YamlNode> node = map.get(key).filter(found -> !isEmpty(found));
    if (node.isEmpty()) {
      problems.add(
          Problem.of("an object has no " + path, map.get(key).orElse(object).at(), "add it"));
      return "";
    }
    if (node.orElseThrow() instanceof YamlScalar scalar
        && scalar.toValue() instanceof String value) {
      return value;
    }
    problems.add(Problem.of(path + " must be text", node.orElseThrow().at(), "put it in quotes"));
    return "";
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof YamlScalar scalar && (scalar.isNull() || scalar.text().isEmpty());
  }
}
