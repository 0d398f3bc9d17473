package io.activo.deploy.envfile;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a line of an env-file can hold, so that docker reads back what was written. */
final class LineRules {
  /** The longest line that docker reads, in bytes, with a carriage return but no line feed. */
  static final int LONGEST_LINE = 64 * 1024 - 1;

  private LineRules() {}

  /** Why no line can hold a variable; empty when one can. Tells the key, never the value. */
  static Optional<String> broken(String key, String value) {
    if (!isKey(key)) {
      String shown = key.replaceAll("\\p{Cntrl}", "\uFFFD");
      return Optional.of("'" + shown + "' is no key of an env-file");
    }
    if (breaksLine(value) || value.endsWith("\r")) {
      return Optional.of("the value of '" + key + "' has a line break or a NUL");
    }
    String line = key + "=" + value;
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(line)) {
      return Optional.of("the value of '" + key + "' is no valid Unicode");
    }
    int length = line.getBytes(StandardCharsets.UTF_8).length + "\r".length();
    return length > LONGEST_LINE
        ? Optional.of("the value of '" + key + "' is longer than a line of 64 KiB")
        : Optional.empty();
  }

  /** Where the white space is that docker refuses in a key: a blank or a tab; -1 for none. */
  static int spaceIn(String key) {
    int blank = key.indexOf(' ');
    int tab = key.indexOf('\t');
    return blank < 0 || tab < 0 ? Math.max(blank, tab) : Math.min(blank, tab);
  }

  /** Whether a line that begins with the key is read back as it, also as the first of a file. */
  private static boolean isKey(String key) {
    String read = Line.read(key + "=", "\n", true).name();
    return !key.isEmpty() && read.equals(key) && spaceIn(key) < 0 && !breaksLine(key);
  }

  private static boolean breaksLine(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
  }
}
