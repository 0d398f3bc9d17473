package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Values of an object's fields, for readers: of a Secret by their hash only.
 *
 * @param hashed whether they are told by their hash
 */
record Shown(boolean hashed) {
  private static final int LONGEST = 60;

  static Shown of(ObjectRef ref) {
    return new Shown(ref.kind().equals("Secret") && ref.group().isEmpty());
  }

  /** The value on one line, cut where it is long; {@code -} where there is none. */
  String value(Optional<Object> value) {
    if (value.isEmpty()) {
      return "-";
    }
    String text = Json.print(value.get());
    if (hashed) {
      return "sha256:" + sha256(text).substring(0, 8) + "…";
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
