package io.activo.deploy.image;

import java.util.Optional;

/**
 * What a registry has under a tag after it was written.
 *
 * @param digest of the manifest
 * @param before the digest that the tag had; empty where there was no such tag
 */
public record Published(Digest digest, Optional<Digest> before) {

  /** {@code pushed}, {@code already there} or {@code tag moved from sha256:…}. */
  public String change() {
    return before
        .map(old -> old.equals(digest) ? "already there" : "tag moved from " + old)
        .orElse("pushed");
  }
}
