package io.activo.deploy.secret;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a text that is secret.
 *
 * @param from where it begins
 * @param to the offset behind its last character; not less than {@code from}
 */
record SecretPart(int from, int to) {

  /** Finds the secret parts of a text, in their order, none within another. */
  @FunctionalInterface
  interface Finder {
    List<SecretPart> in(String text);

    /** Takes the group of a pattern. */
    static Finder of(Pattern pattern) {
      return text ->
          pattern
              .matcher(text)
              .results()
              .map(found -> new SecretPart(found.start(1), found.end(1)))
              .toList();
    }
  }

  String of(String text) {
    return text.substring(from, to);
  }

  /** The text with the mask in the place of each part. */
  static String mask(String text, List<SecretPart> parts) {
    if (parts.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int copied = 0;
    for (SecretPart part : parts) {
      masked.append(text, copied, part.from()).append(Secret.MASK);
      copied = part.to();
    }
    return masked.append(text, copied, text.length()).toString();
  }
}
