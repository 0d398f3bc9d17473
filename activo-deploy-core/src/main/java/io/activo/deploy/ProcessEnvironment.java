package io.activo.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables of this process. In a locale that is not UTF-8, as in most CI containers, Java 17
 * replaces every other letter in their values before anybody sees it; where the system has the
 * variables as bytes ({@code proc(5)}, {@code /proc/self/environ}) they are read from there.
 */
public final class ProcessEnvironment {
  private static final Path BYTES = Path.of("/proc/self/environ");

  private ProcessEnvironment() {}

  /** Name and value of every variable. */
  public static Map<String, String> variables() {
    boolean lossless = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    if (lossless || !Files.isReadable(BYTES)) {
      return System.getenv();
    }
    try {
      return parse(new String(Files.readAllBytes(BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return System.getenv();
    }
  }

  /**
   * Name and value of every variable, each byte as one character (ISO 8859-1): also what is no text
   * in any encoding, as envsubst takes it.
   */
  public static Map<String, String> bytes() {
    try {
      return parse(new String(Files.readAllBytes(BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      Map<String, String> encoded = new HashMap<>();
      System.getenv().forEach((name, value) -> encoded.put(asBytes(name), asBytes(value)));
      return encoded;
    }
  }

  /** As {@link #bytes()}, with more variables, in UTF-8, that stand above them. */
  public static Map<String, String> bytes(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(bytes());
    variables.forEach((name, value) -> all.put(name, asBytes(value)));
    return all;
  }

  /** A text in UTF-8, each byte as one character. */
  static String asBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> variables = new HashMap<>();
    for (String entry : text.split("\0", -1)) {
      int equals = entry.indexOf('=', 1);
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }
}
