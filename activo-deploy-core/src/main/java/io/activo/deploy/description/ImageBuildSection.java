package io.activo.deploy.description;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads how an image is built. */
record ImageBuildSection(Section image) {

  BuildDescription options() {
    image.texts("add-hosts").stream()
        .filter(text -> text.value().indexOf(':') < 1)
        .forEach(
            text ->
                image.problem(
                    "'" + text + "' is no host with its address",
                    text.at(),
                    "write NAME:ADDRESS, such as db:10.0.0.1"));
    return new BuildDescription(
        image.text("target"),
        image.named("args"),
        image.pairs("labels"),
        image.text("platform").map(Text::value),
        image.flag("pull"),
        image.text("network").map(Text::value),
        image.values("add-hosts"),
        image.text("shm-size").flatMap(text -> Sizes.parse(text.value())),
        image.text("memory").flatMap(text -> Sizes.parse(text.value())),
        image.values("cache-from"),
        image.text("timeout").flatMap(text -> Times.parse(text.value())));
  }

  /** Contents for the build context, by path. */
  Map<Text, byte[]> files() {
    Map<Text, byte[]> files = new LinkedHashMap<>();
    if (image.map().get("files").orElse(null) instanceof YamlMap map) {
      for (YamlNode.Entry entry : map.entries()) {
        Optional<Text> path = image.text(entry.key());
        Optional<byte[]> content =
            new WrittenValue(image.variables(), image.problems()).bytes(entry.value());
        path.ifPresent(name -> content.ifPresent(bytes -> files.put(name, bytes)));
      }
    }
    return files;
  }
}
