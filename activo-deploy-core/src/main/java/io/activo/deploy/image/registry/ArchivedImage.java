package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image for linux/amd64 in an archive of {@code docker save}, as its {@code manifest.json}
 * tells: written by Docker since 1.10, also beside the OCI layout (25 and newer).
 */
final class ArchivedImage {
  private static final String LIST = "manifest.json";

  private final byte[] config;
  private final List<ArchivedFile> layers;
  private final Place where;

  private ArchivedImage(byte[] config, List<ArchivedFile> layers, Place where) {
    this.config = config;
    this.layers = layers;
    this.where = where;
  }

  /**
   * Looks the image up.
   *
   * @param where the image, for people
   * @throws DeployException if there is none for linux/amd64, or not all of it
   */
  static ArchivedImage of(ArchiveIndex index, Place where) {
    for (Object entry : list(index, where)) {
      byte[] config = config(index, entry, where);
      Map<String, Object> json =
          ImageConfig.parse(new String(config, StandardCharsets.UTF_8), where);
      if (HerokuForm.isPlatform(json)) {
        List<ArchivedFile> layers = layers(index, entry, where);
        checkLayers(layers, json, where);
        return new ArchivedImage(config, layers, where);
      }
    }
    throw HerokuForm.otherPlatform(where);
  }

  private static List<?> list(ArchiveIndex index, Place where) {
    String text =
        new String(
            index.document(LIST).orElseThrow(() -> lacks(LIST, where)), StandardCharsets.UTF_8);
    try {
      if (Json.parse(text) instanceof List<?> list) {
        return list;
      }
    } catch (UncheckedIOException e) {
      // The same as another value.
    }
    throw new DeployException(
        Problem.of("the " + LIST + " of its archive is no list", where, "report it"));
  }

  private static byte[] config(ArchiveIndex index, Object entry, Place where) {
    String path = Json.at(entry, "Config").map(Object::toString).orElse("");
    return index.document(path).orElseThrow(() -> lacks("its config '" + path + "'", where));
  }

  private static List<ArchivedFile> layers(ArchiveIndex index, Object entry, Place where) {
    List<ArchivedFile> layers = new ArrayList<>();
    for (String path : texts(Json.at(entry, "Layers"))) {
      layers.add(index.file(path).orElseThrow(() -> lacks("the layer '" + path + "'", where)));
    }
    return List.copyOf(layers);
  }

  private static List<String> texts(Optional<Object> json) {
    return json.orElse("") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static DeployException lacks(String what, Place where) {
    return new DeployException(
        Problem.of(
            "the archive that the engine makes of it lacks " + what,
            where,
            "build it again, or pull it whole, and push then"));
  }

  private static void checkLayers(List<ArchivedFile> layers, Object config, Place where) {
    List<String> named = texts(Json.at(config, "rootfs", "diff_ids"));
    List<String> found = layers.stream().map(layer -> layer.unpacked().value()).toList();
    if (!named.equals(found)) {
      throw new DeployException(
          Problem.of(
              "the layers of the archive that the engine makes of it are not those that its"
                  + " config names, or are compressed by other means than gzip",
              where,
              "build it again with gzip layers"));
    }
  }

  Place where() {
    return where;
  }

  byte[] config() {
    return config.clone();
  }

  Descriptor configBlob() {
    return new Descriptor(MediaTypes.DOCKER_CONFIG, Digest.of(config), config.length);
  }

  /** From the base up; one may be there more than once. */
  List<ArchivedFile> layers() {
    return layers;
  }

  /** In the form that Heroku takes. */
  Manifest manifest() {
    return HerokuForm.docker(configBlob(), layers.stream().map(ArchivedFile::blob).toList(), where);
  }
}
