package io.activo.deploy.step;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.kubernetes.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images that this deploy has pushed or found, with their digests: the one thing that a later
 * step learns from an earlier one, since no plan can know it.
 */
public final class ReleasedImages {
  private final Map<String, Released> byReference =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * One of them.
   *
   * @param image with its tag and digest
   * @param change what it is to the registry: {@code pushed}, {@code already there} or {@code tag
   *     moved from sha256:…}
   * @param tags the same of each of its further tags, in the order in which they were set
   */
  public record Released(ImageReference image, String change, Map<String, String> tags) {
    public Released {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    private Released with(String tag, Published published) {
      Map<String, String> more = new LinkedHashMap<>(tags);
      more.put(tag, published.change());
      return new Released(image, change, more);
    }
  }

  /** Adds an image that a registry has under its tag now. */
  Released add(ImageReference reference, Published published) {
    return add(reference, published.digest(), published.change());
  }

  /** Adds an image that a registry had before. */
  public Released found(ImageReference reference, Digest digest) {
    return add(reference, digest, "already there");
  }

  private Released add(ImageReference reference, Digest digest, String change) {
    Released released = new Released(reference.withDigest(digest), change, Map.of());
    byReference.put(reference.toString(), released);
    return released;
  }

  /** Adds a further tag that an image of these has in its registry now. */
  void addTag(ImageReference reference, String tag, Published published) {
    byReference.computeIfPresent(
        reference.toString(), (name, released) -> released.with(tag, published));
  }

  /** The image with its digest, once it is known. */
  public Optional<ImageReference> of(ImageReference reference) {
    return Optional.ofNullable(byReference.get(reference.toString())).map(Released::image);
  }

  /** All so far, in the order in which they came. */
  public List<Released> all() {
    synchronized (byReference) {
      return new ArrayList<>(byReference.values());
    }
  }

  /** The manifest with every released image held to exactly what the registry has. */
  public Manifest pin(Manifest manifest) {
    Map<String, String> pinned = new LinkedHashMap<>();
    synchronized (byReference) {
      byReference.forEach((name, released) -> pinned.put(name, released.image().toString()));
    }
    return manifest.pinned(pinned);
  }
}
