package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.Manifest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The digests of the images that this deploy has pushed: the one thing that a later step learns
 * from an earlier one, since no plan can know it.
 */
public final class PushedImages {
  private final Map<String, String> pinned = new ConcurrentHashMap<>();

  void add(ImageReference reference, Digest digest) {
    pinned.put(reference.toString(), reference.withDigest(digest).toString());
  }

  /** The manifest with every pushed image held to exactly what was pushed. */
  Manifest pin(Manifest manifest) {
    return manifest.pinned(pinned);
  }
}
