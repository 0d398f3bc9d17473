package io.activo.deploy.description;

import java.util.Locale;

/**
 * A text as a DNS label: lower case, everything else than letters and digits as one {@code -};
 * where it is cut, the first digits of its SHA-256 stand at the end, so that two texts stay two.
 */
final class Slug {
  /** A DNS label has 63 characters; 40 leave room for what a name is built from. */
  private static final int LENGTH = 40;

  private static final int HASH_LENGTH = 7;

  private Slug() {}

  static String of(String text) {
    String label =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    if (label.length() <= LENGTH && !label.isEmpty()) {
      return label;
    }
    String hash = Sha256.hex(text).substring(0, HASH_LENGTH);
    int room = LENGTH - HASH_LENGTH - 1;
    String cut = label.substring(0, Math.min(room, label.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "b-" + hash : cut + "-" + hash;
  }
}
