package io.activo.deploy.envfile;

import java.util.Optional;

/**
 * One line of an env-file, and where in it docker sees a key.
 *
 * @param text the line without its ending
 * @param key where the key begins; the text's length in a blank line or a comment
 * @param equals where the equals sign behind the key stands; the text's length where none does
 * @param ending what ends the line: line feed, carriage return and line feed, a carriage return at
 *     the end of the file, or nothing there
 */
record Line(String text, int key, int equals, String ending) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * Reads a line as docker does: white space of any script before the key is skipped, and so is a
   * byte order mark at the beginning of the file.
   */
  static Line read(String text, String ending, boolean first) {
    int key = first && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    while (key < text.length() && isSpace(text.charAt(key))) {
      key++;
    }
    if (key < text.length() && text.charAt(key) == '#') {
      key = text.length();
    }
    int equals = text.indexOf('=', key);
    return new Line(text, key, equals < 0 ? text.length() : equals, ending);
  }

  /** The line {@code name=value}. */
  static Line of(String name, String value, String ending) {
    return new Line(name + "=" + value, 0, name.length(), ending);
  }

  /** Whether the line names a variable. */
  boolean namesVariable() {
    return key < text.length();
  }

  /** The variable's name; empty in a blank line or a comment. */
  String name() {
    return text.substring(key, equals);
  }

  /** The value; absent where the line is a name alone. */
  Optional<String> value() {
    return equals < text.length() ? Optional.of(text.substring(equals + 1)) : Optional.empty();
  }

  /** The line with another value and everything else as it is. */
  Line withValue(String value) {
    return new Line(text.substring(0, equals) + "=" + value, key, equals, ending);
  }

  /** The line with a line feed at its end: its own, or what the file's lines end with. */
  Line ended(String usual) {
    String end = ending.equals("\r") ? "\r\n" : usual;
    return ending.endsWith("\n") ? this : new Line(text, key, equals, end);
  }

  /** Go's {@code unicode.IsSpace}, which docker skips: the Unicode property White_Space. */
  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }
}
