package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hash that kustomize 5.7.1 puts behind the names of what it generates ({@code api/hasher}): of
 * the content as JSON, without the name. It sees Base64 as kustomize writes it, in lines of 70
 * characters where it is longer.
 */
final class ContentHash {
  private static final int LINE = 70;
  private static final int LENGTH = 10;

  private ContentHash() {}

  static String of(Generator.Kind kind, Map<String, String> texts, Map<String, byte[]> binary) {
    Map<String, Object> hashed = new LinkedHashMap<>();
    hashed.put("kind", kind.toString());
    hashed.put("name", "");
    SortedMap<String, String> lines = new TreeMap<>();
    binary.forEach((key, value) -> lines.put(key, inLines(value)));
    if (kind == Generator.Kind.SECRET) {
      hashed.put("type", "Opaque");
      hashed.put("data", orText(lines));
    } else {
      hashed.put("data", orText(texts));
      if (!lines.isEmpty()) {
        hashed.put("binaryData", lines);
      }
    }
    return letters(sha256(CanonicalJson.print(hashed)));
  }

  /** Where there are no data, kustomize hashes an empty text. */
  private static Object orText(Map<String, String> data) {
    return data.isEmpty() ? "" : data;
  }

  private static String inLines(byte[] value) {
    String encoded = Base64.getEncoder().encodeToString(value);
    return encoded.length() < LINE ? encoded : encoded.replaceAll(".{1," + LINE + "}", "$0\n");
  }

  /** The hexadecimal SHA-256 of a text in UTF-8. */
  static String sha256(String text) {
    String digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    return digest.substring(digest.indexOf(':') + 1);
  }

  /** Without vowels and the digits that look like them, so that it makes no words. */
  private static String letters(String hex) {
    return hex.substring(0, LENGTH)
        .replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }
}
