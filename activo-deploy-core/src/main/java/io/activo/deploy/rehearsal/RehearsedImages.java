package io.activo.deploy.rehearsal;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the registries of a rehearsal hold: the engine pushes to it, the registry looks into it. */
public final class RehearsedImages {
  private final Map<String, Digest> byTag = new ConcurrentHashMap<>();
  private final Map<Digest, Map<String, String>> labels = new ConcurrentHashMap<>();

  /** An image that is taken to be there. */
  public void seed(ImageReference image) {
    Digest digest = image.digest().orElseGet(() -> digest(image.toString()));
    byTag.putIfAbsent(key(image), digest);
  }

  /** The names of all images, sorted. */
  public List<String> names() {
    return byTag.keySet().stream().sorted().toList();
  }

  /** The labels of an image that was pushed. */
  Map<String, String> labels(Digest digest) {
    return labels.getOrDefault(digest, Map.of());
  }

  Published put(ImageReference image, Digest digest, Map<String, String> told) {
    labels.put(digest, told);
    return put(image, digest);
  }

  Published put(ImageReference image, Digest digest) {
    return new Published(digest, Optional.ofNullable(byTag.put(key(image), digest)));
  }

  Optional<Digest> digest(ImageReference image) {
    return image
        .digest()
        .filter(digest -> byTag.containsValue(digest))
        .or(() -> Optional.ofNullable(byTag.get(key(image))));
  }

  private static String key(ImageReference image) {
    return image.name() + image.tag().map(tag -> ":" + tag).orElse("");
  }

  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
