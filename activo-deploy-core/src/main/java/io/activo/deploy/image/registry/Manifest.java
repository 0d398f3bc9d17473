package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A manifest or an index.
 *
 * @param text exactly as it came
 * @param children the manifests of an index
 * @param config of an image, or of another artifact
 * @param layers of an image, or the parts of another artifact
 */
record Manifest(
    Digest digest,
    String mediaType,
    String text,
    List<Descriptor> children,
    Optional<Descriptor> config,
    List<Descriptor> layers) {
  Manifest {
    children = List.copyOf(children);
    layers = List.copyOf(layers);
  }

  /**
   * Reads one.
   *
   * @param digest of the bytes
   * @param told the media type that the registry tells, where the text does not
   * @throws DeployException if it is none
   */
  static Manifest read(Digest digest, byte[] bytes, String told, Place where) {
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
        throw new IllegalArgumentException("JSON is UTF-8");
      }
      Map<String, Object> json = Json.parseObject(text);
      String type = Json.at(json, "mediaType").map(Object::toString).orElse(told);
      if (!MediaTypes.isManifest(type)) {
        throw new DeployException(
            Problem.of(
                "is no image that can be read here: its media type is '" + type + "'",
                where,
                "push it again with a newer Docker"));
      }
      return new Manifest(
          digest,
          type,
          text,
          MediaTypes.isIndex(type) ? descriptors(json.get("manifests")) : List.of(),
          Json.at(json, "config").map(Descriptor::of),
          descriptors(json.get("layers")));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // The text of the cause would repeat whatever the registry sent.
      throw new DeployException(
          Problem.of("its manifest cannot be read", where, "push it again, or report it"));
    }
  }

  private static List<Descriptor> descriptors(@Nullable Object json) {
    List<Descriptor> descriptors = new ArrayList<>();
    if (json instanceof List<?> list) {
      list.forEach(entry -> descriptors.add(Descriptor.of(entry)));
    }
    return descriptors;
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a text is its digest, also where another algorithm named it. */
  boolean isCalled(String text) {
    return text.equals(digest.value()) || text.equals(Digest.of(bytes()).value());
  }

  boolean isIndex() {
    return MediaTypes.isIndex(mediaType);
  }

  /** What it needs beside other manifests, and the registry keeps. */
  Stream<Descriptor> blobs() {
    Stream<Descriptor> listed = children.stream().filter(child -> !isManifest(child));
    return Stream.of(listed, config.stream(), layers.stream())
        .flatMap(stream -> stream)
        .filter(blob -> !blob.elsewhere());
  }

  /** The manifests that it lists. */
  List<Descriptor> manifests() {
    return children.stream().filter(Manifest::isManifest).toList();
  }

  private static boolean isManifest(Descriptor child) {
    return MediaTypes.isManifest(child.mediaType());
  }

  /** The image for a platform; what is not for any, as attestations, is none. */
  Optional<Descriptor> child(String platform) {
    return manifests().stream().filter(child -> child.platform().equals(platform)).findFirst();
  }
}
