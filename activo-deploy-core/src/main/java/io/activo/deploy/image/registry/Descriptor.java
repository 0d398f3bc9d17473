package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names some content (OCI image specification, descriptor).
 *
 * @param size in bytes
 * @param elsewhere whether it is fetched from addresses of its own, not from the registry
 * @param platform {@code linux/amd64}; empty where none is given
 */
record Descriptor(String mediaType, Digest digest, long size, boolean elsewhere, String platform) {
  Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative: " + size);
    }
  }

  Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, false, "");
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Descriptor of(Object json) {
    String type = Json.at(json, "mediaType").map(Object::toString).orElse("");
    String digest = Json.at(json, "digest").map(Object::toString).orElse("");
    long size =
        Json.at(json, "size")
            .filter(Number.class::isInstance)
            .map(number -> ((Number) number).longValue())
            .orElse(-1L);
    boolean urls =
        Json.at(json, "urls").filter(u -> u instanceof List<?> l && !l.isEmpty()).isPresent();
    return new Descriptor(
        type, new Digest(digest), size, urls || MediaTypes.isForeign(type), platform(json));
  }

  private static String platform(Object json) {
    return Json.at(json, "platform", "os")
        .flatMap(os -> Json.at(json, "platform", "architecture").map(cpu -> os + "/" + cpu))
        .orElse("");
  }

  Descriptor as(String newType) {
    return new Descriptor(newType, digest, size, elsewhere, platform);
  }

  /** As it stands in a manifest. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mediaType", mediaType);
    json.put("size", size);
    json.put("digest", digest.value());
    return json;
  }
}
