package io.activo.deploy.image;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The tag that a text becomes: a branch's name, a version with a {@code +}. What a tag cannot have
 * becomes {@code -}; one that would begin with {@code .} or {@code -} loses that; one that would be
 * longer than 128 characters is cut and ends with {@code -} and seven digits of the SHA-256 of the
 * text. A text that is a tag stays as it is. (Letters, digits, {@code _ . -}: distribution
 * specification 1.1, "Pulling manifests".)
 */
public final class ImageTag {
  private static final int LENGTH = 128;
  private static final int HASH = 7;
  private static final Pattern FOREIGN = Pattern.compile("[^A-Za-z0-9_.-]");
  private static final Pattern BEGIN = Pattern.compile("^[.-]+");

  private ImageTag() {}

  /** The tag; empty for a text of which nothing is left. */
  public static String of(String text) {
    String tag = BEGIN.matcher(FOREIGN.matcher(text).replaceAll("-")).replaceFirst("");
    if (tag.length() <= LENGTH) {
      return tag;
    }
    String hash = Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH);
    return tag.substring(0, LENGTH - HASH - 1) + "-" + hash;
  }
}
