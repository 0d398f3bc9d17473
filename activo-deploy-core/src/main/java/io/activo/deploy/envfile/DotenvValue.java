package io.activo.deploy.envfile;

import java.util.Arrays;

/** Takes the quotes and the escapes from a value, as dotenv does. */
final class DotenvValue {
  private static final String QUOTES = "'\"`";

  private DotenvValue() {}

  /** The value of a text without white space around it. */
  static String read(String written) {
    String text = written.replace("\r\n", "\n").replace('\r', '\n');
    String value = unquoted(text);
    return text.startsWith("\"") ? value.replace("\\n", "\n").replace("\\r", "\r") : value;
  }

  /**
   * The text without the quotes at a line's beginning and the last of the same kind at a line's
   * end: dotenv's expression looks at lines, and a plain value too has several of them where {@code
   * U+2028} stands in it.
   */
  private static String unquoted(String text) {
    int[] closing = closing(text);
    StringBuilder value = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int kind = QUOTES.indexOf(text.charAt(i));
      boolean opens = kind >= 0 && beginsLine(text, i) && closing[kind] > i;
      if (opens) {
        value.append(text, i + 1, closing[kind]);
        i = closing[kind] + 1;
      } else {
        value.append(text.charAt(i));
        i++;
      }
    }
    return value.toString();
  }

  /** For each kind of quote where the last one is that ends a line; -1 for none. */
  private static int[] closing(String text) {
    int[] closing = new int[QUOTES.length()];
    Arrays.fill(closing, -1);
    for (int i = 0; i < text.length(); i++) {
      int kind = QUOTES.indexOf(text.charAt(i));
      if (kind >= 0 && endsLine(text, i)) {
        closing[kind] = i;
      }
    }
    return closing;
  }

  private static boolean beginsLine(String text, int at) {
    return at == 0 || WhiteSpace.endsJavaScriptLine(text.charAt(at - 1));
  }

  private static boolean endsLine(String text, int at) {
    return at + 1 == text.length() || WhiteSpace.endsJavaScriptLine(text.charAt(at + 1));
  }
}
