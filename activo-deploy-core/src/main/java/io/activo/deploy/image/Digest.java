package io.activo.deploy.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The digest of some content: an algorithm, a colon, and lower-case hexadecimal digits, 64 for
 * {@code sha256}, 96 for {@code sha384}, 128 for {@code sha512} (OCI image specification,
 * descriptor; the three that opencontainers/go-digest registers).
 */
public record Digest(String value) {
  private static final Map<String, Integer> DIGITS =
      Map.of("sha256", 64, "sha384", 96, "sha512", 128);
  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");

  public Digest {
    fault(value)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("no digest: " + fault);
            });
  }

  /** A new computation of SHA-256, for {@link #of(MessageDigest)}. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The SHA-256 of some content. */
  public static Digest of(byte[] content) {
    MessageDigest sha256 = sha256();
    sha256.update(content);
    return of(sha256);
  }

  /** The digest that a computation by {@link #sha256()} comes to; ends it. */
  public static Digest of(MessageDigest sha256) {
    return new Digest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
  }

  /** The digits alone, without the algorithm. */
  public String hex() {
    return value.substring(value.indexOf(':') + 1);
  }

  /** What is wrong with a text as a digest; empty when it is one. */
  public static Optional<String> fault(String text) {
    int colon = text.indexOf(':');
    String algorithm = colon < 0 ? "" : text.substring(0, colon);
    String hex = text.substring(colon + 1);
    Integer digits = DIGITS.get(algorithm);
    if (digits == null) {
      return Optional.of("the digest's algorithm '" + algorithm + "' is not supported");
    }
    if (hex.length() != digits) {
      return Optional.of(
          "the digest's length is "
              + hex.length()
              + ", "
              + algorithm
              + " has "
              + digits
              + " digits");
    }
    return HEX.matcher(hex).matches()
        ? Optional.empty()
        : Optional.of("the digest's format is wrong: its digits are 0 to 9 and a to f");
  }

  @Override
  public String toString() {
    return value;
  }
}
