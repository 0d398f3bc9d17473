package io.activo.deploy.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two texts are equal without telling what they are: HMAC-SHA256 (RFC 2104) under a
 * random key. Who has the key can still try guesses, so a key that is kept is used for whole
 * objects, never for a single value. May be used by several threads.
 */
public final class KeyedDigest {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int SHORT_DIGITS = 8;

  private final SecretKeySpec key;

  private KeyedDigest(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Digests under a new key. */
  public static KeyedDigest random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new KeyedDigest(key);
  }

  /**
   * Digests under a key that was kept.
   *
   * @param key as {@link #key} gave it
   * @throws IllegalArgumentException if it is none
   */
  public static KeyedDigest of(String key) {
    byte[] bytes = Base64.getDecoder().decode(key);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
    }
    return new KeyedDigest(bytes);
  }

  /** The key, to be kept. */
  public String key() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** The digest of a text: 64 hexadecimal digits. */
  public String of(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has " + ALGORITHM, e);
    }
  }

  /** Enough of the digest of a text to tell the few values of one run apart: 8 digits. */
  public String shortOf(String text) {
    return shortOf(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@link #shortOf(String)}, of bytes. */
  public String shortOf(byte[] text) {
    return of(text).substring(0, SHORT_DIGITS);
  }
}
