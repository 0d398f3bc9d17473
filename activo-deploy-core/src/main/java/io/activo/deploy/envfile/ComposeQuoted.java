package io.activo.deploy.envfile;

/**
 * A value in quotes, as compose-go reads it.
 *
 * @param text what stands between the quotes; of the escapes only that of the quote is resolved
 * @param end the offset behind the closing quote; -1 where none closes it
 */
record ComposeQuoted(String text, int end) {
  private static final String ESCAPES = "abfnrtv\\";
  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000B\\";

  /** Reads the value whose opening quote stands at an offset. */
  static ComposeQuoted read(String text, int from) {
    char quote = text.charAt(from);
    StringBuilder value = new StringBuilder();
    boolean escaped = false;
    for (int i = from + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote && !escaped) {
        return new ComposeQuoted(value.toString(), i + 1);
      }
      if (c == '\\' && !escaped) {
        escaped = true;
        continue;
      }
      if (escaped && c != quote) {
        value.append('\\');
      }
      value.append(c);
      escaped = false;
    }
    return new ComposeQuoted("", -1);
  }

  boolean isClosed() {
    return end >= 0;
  }

  /**
   * The text with the escapes of double quotes resolved: {@code \a \b \f \n \r \t \v \\}, {@code
   * \0} with three octal digits, and {@code \$} as {@code $$}. Every other backslash stays; one
   * before a zero that no octal number follows takes the zero away, as compose-go does.
   */
  static String unescaped(String text) {
    StringBuilder value = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c != '\\') {
        value.append(c);
        i++;
      } else if (next == '0') {
        i = appendOctal(text, i + 2, value);
      } else {
        i = appendEscape(c, next, i, value);
      }
    }
    return value.toString();
  }

  private static int appendEscape(char backslash, char next, int at, StringBuilder value) {
    int known = next == 0 ? -1 : ESCAPES.indexOf(next);
    if (known >= 0) {
      value.append(ESCAPED.charAt(known));
      return at + 2;
    }
    if (next == '$') {
      value.append("$$");
      return at + 2;
    }
    if (next == '"') {
      value.append('"');
      return at + 2;
    }
    value.append(backslash);
    return at + 1;
  }

  /** What stands behind {@code \0}: up to three digits. */
  private static int appendOctal(String text, int from, StringBuilder value) {
    int to = from;
    while (to < text.length() && to < from + 3 && isDigit(text.charAt(to))) {
      to++;
    }
    String digits = text.substring(from, to);
    boolean octal = digits.matches("[0-3][0-7][0-7]");
    value.append(octal ? (char) Integer.parseInt(digits, 8) : "\\" + digits);
    return to;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
