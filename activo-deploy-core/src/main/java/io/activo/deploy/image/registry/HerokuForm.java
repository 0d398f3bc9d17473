package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The one image of what a repository has that Heroku runs, and what its registry needs it to be: a
 * Docker image manifest, version 2 schema 2, for linux/amd64 (Dev Center: OCI manifests are not
 * supported).
 *
 * @param manifest as the source has it
 */
record HerokuForm(Manifest manifest, Place where) {
  private static final String PLATFORM = "linux/amd64";

  /**
   * A blob and what becomes of it.
   *
   * @param plain whether it is a layer that must be compressed
   * @param mediaType in the converted manifest
   */
  record Part(Descriptor blob, boolean plain, String mediaType) {}

  /**
   * Looks the image up.
   *
   * @throws DeployException if there is none for linux/amd64, or none that can be converted
   */
  static HerokuForm of(Repository from) {
    Manifest found = from.existingManifest();
    HerokuForm form = new HerokuForm(found.isIndex() ? child(from, found) : found, from.where());
    form.check(new String(from.document(form.config()), StandardCharsets.UTF_8));
    return form;
  }

  private static Manifest child(Repository from, Manifest index) {
    return child(from, index.child(PLATFORM).orElseThrow(() -> otherPlatform(from.where())));
  }

  /** A manifest that an index lists. */
  static Manifest child(Repository from, Descriptor child) {
    return from.manifest(child.digest().value())
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "the registry lacks " + child.digest() + ", which the image's index lists",
                        from.where(),
                        "push the image again with all its platforms")));
  }

  static DeployException otherPlatform(Place where) {
    return new DeployException(
        Problem.of(
            "is no image for " + PLATFORM + ", which is what Heroku runs",
            where,
            "build it with the platform " + PLATFORM));
  }

  private Descriptor config() {
    return manifest
        .config()
        .filter(
            config ->
                List.of(MediaTypes.OCI_CONFIG, MediaTypes.DOCKER_CONFIG)
                    .contains(config.mediaType()))
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of("is no image: it has no image's config", where, "name an image")));
  }

  private void check(String config) {
    Map<String, Object> json = ImageConfig.parse(config, where);
    if (!isPlatform(json)) {
      throw otherPlatform(where);
    }
    manifest.layers().forEach(this::checkLayer);
  }

  /** Whether a config is one of an image that Heroku runs. */
  static boolean isPlatform(Map<String, Object> config) {
    return PLATFORM.equals(config.get("os") + "/" + config.get("architecture"));
  }

  private void checkLayer(Descriptor layer) {
    boolean known =
        MediaTypes.GZIP_LAYERS.contains(layer.mediaType())
            || MediaTypes.TAR_LAYERS.contains(layer.mediaType());
    if (!known || layer.elsewhere()) {
      throw new DeployException(
          Problem.of(
              "has a layer that Heroku does not take, of type '" + layer.mediaType() + "'",
              where,
              "build it with gzip layers"));
    }
  }

  /** Whether it can be taken byte for byte. */
  boolean fits() {
    return manifest.mediaType().equals(MediaTypes.DOCKER_MANIFEST)
        && manifest.layers().stream()
            .allMatch(layer -> layer.mediaType().equals(MediaTypes.DOCKER_LAYER));
  }

  /** The config, then the layers. */
  List<Part> parts() {
    return Stream.concat(
            Stream.of(new Part(config(), false, MediaTypes.DOCKER_CONFIG)),
            manifest.layers().stream()
                .map(
                    layer ->
                        new Part(
                            layer,
                            MediaTypes.TAR_LAYERS.contains(layer.mediaType()),
                            MediaTypes.DOCKER_LAYER)))
        .toList();
  }

  /**
   * The manifest of the converted image.
   *
   * @param parts what became of {@link #parts()}
   */
  Manifest converted(List<Descriptor> parts) {
    return docker(parts.get(0), parts.subList(1, parts.size()), where);
  }

  /** A Docker image manifest, version 2 schema 2. */
  static Manifest docker(Descriptor config, List<Descriptor> layers, Place where) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 2);
    json.put("mediaType", MediaTypes.DOCKER_MANIFEST);
    json.put("config", config.toJson());
    json.put("layers", layers.stream().map(Descriptor::toJson).toList());
    byte[] bytes = Json.print(json).getBytes(StandardCharsets.UTF_8);
    return Manifest.read(Digest.of(bytes), bytes, MediaTypes.DOCKER_MANIFEST, where);
  }
}
