package io.activo.deploy.description;

import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The images that an environment describes, as they are written: {@code image} is one that is named
 * as the app.
 */
record ImageEntries(List<Entry> all) {
  private static final String IMAGES = "images";
  private static final String IMAGE = "image";

  /** One image and its name. */
  record Entry(YamlScalar name, YamlMap map) {

    /** The built-in variable that holds it: {@code ACTIVO_IMAGE_WEB_FRONT}. */
    String variable() {
      return BuiltIns.IMAGE + "_" + name.text().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The tag deployed: what is written, or the commit. */
    YamlScalar tag() {
      return map.get("tag").orElse(null) instanceof YamlScalar tag && !tag.isNull()
          ? tag
          : new YamlScalar(map.at(), "${" + BuiltIns.REVISION + "}", YamlScalar.Style.PLAIN);
    }

    Optional<YamlScalar> repository() {
      return map.get("repository").orElse(null) instanceof YamlScalar name && !name.isNull()
          ? Optional.of(name)
          : Optional.empty();
    }
  }

  static ImageEntries of(YamlMap environment) {
    List<Entry> entries = new ArrayList<>();
    if (environment.get(IMAGE).orElse(null) instanceof YamlMap image) {
      entries.add(new Entry(app(environment, image), image));
    }
    if (environment.get(IMAGES).orElse(null) instanceof YamlMap images) {
      for (YamlNode.Entry entry : images.entries()) {
        if (entry.value() instanceof YamlMap map
            && !entry.key().text().startsWith(ShapeCheck.OWN)) {
          entries.add(new Entry(entry.key(), map));
        }
      }
    }
    return new ImageEntries(List.copyOf(entries));
  }

  private static YamlScalar app(YamlMap environment, YamlMap image) {
    String app = environment.get("app").orElse(null) instanceof YamlScalar name ? name.text() : "";
    return new YamlScalar(image.at(), app, YamlScalar.Style.PLAIN);
  }

  /** The one that {@code ACTIVO_IMAGE} means: the only one, or the one that is named as the app. */
  Optional<Entry> main(String app) {
    return all.size() == 1
        ? Optional.of(all.get(0))
        : all.stream().filter(entry -> entry.name().text().equals(app)).findFirst();
  }
}
