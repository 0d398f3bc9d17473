package io.activo.deploy.description;

import io.activo.deploy.kubernetes.transform.Annotation;
import io.activo.deploy.kubernetes.transform.Generator;
import io.activo.deploy.kubernetes.transform.ImageChange;
import io.activo.deploy.kubernetes.transform.PlacedText;
import io.activo.deploy.kubernetes.transform.Source;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a record of what {@code kubernetes} says beside the manifests. */
record ObjectChangesSection(Section kubernetes) {

  ObjectChanges changes() {
    List<Generator> generators = new ArrayList<>();
    generators.addAll(generators("config-map-generator", Generator.Kind.CONFIG_MAP));
    generators.addAll(generators("secret-generator", Generator.Kind.SECRET));
    return new ObjectChanges(
        generators,
        pairs(
            "set-image", pair -> ImageChange.parse(placed(pair.getKey()), placed(pair.getValue()))),
        pairs("annotations", ObjectChangesSection::annotation),
        kubernetes.text("pull-secret"),
        kubernetes.text("restart").filter(word -> word.value().equals("always")).isPresent());
  }

  private static Annotation annotation(Map.Entry<Text, Text> pair) {
    return new Annotation(pair.getKey().value(), pair.getValue().value(), pair.getKey().at());
  }

  static PlacedText placed(Text text) {
    return new PlacedText(text.value(), text.at());
  }

  private <T> List<T> pairs(String key, Function<Map.Entry<Text, Text>, T> read) {
    return kubernetes.named(key).entrySet().stream()
        .flatMap(pair -> kubernetes.problems().collect(() -> read.apply(pair)).stream())
        .toList();
  }

  private List<Generator> generators(String key, Generator.Kind kind) {
    YamlNode list = kubernetes.map().get(key).orElse(null);
    return list instanceof YamlList items
        ? items.items().stream()
            .filter(YamlMap.class::isInstance)
            .map(item -> new Section((YamlMap) item, kubernetes.variables(), kubernetes.problems()))
            .flatMap(item -> generator(item, kind).stream())
            .toList()
        : List.of();
  }

  private static Optional<Generator> generator(Section item, Generator.Kind kind) {
    Optional<Text> name = item.required("name", "name: web-settings");
    List<Source> sources = sources(item);
    boolean hash = item.literal("hash").filter(flag -> flag.value().equals("false")).isEmpty();
    return name.flatMap(
        text -> item.problems().collect(() -> new Generator(kind, placed(text), sources, hash)));
  }

  private static List<Source> sources(Section item) {
    return Stream.of(
            read(item, "files", text -> Source.Files.parse(text.value(), text.at())),
            read(item, "literals", text -> Source.Literal.parse(text.value(), text.at())),
            read(item, "envs", text -> new Source.EnvLines(text.value(), text.at())),
            read(item, "prefix", text -> new Source.Prefixed(text.value(), text.at())))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<Source> read(Section item, String key, Function<Text, Source> read) {
    return item.texts(key).stream()
        .flatMap(text -> item.problems().collect(() -> read.apply(text)).stream());
  }
}
