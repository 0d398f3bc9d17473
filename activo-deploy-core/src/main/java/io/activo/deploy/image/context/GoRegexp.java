package io.activo.deploy.image.context;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Regular expressions of Go (regexp/syntax, Perl flags) as Java's, as far as a translated
 * .dockerignore pattern can hold them: anchors, groups, {@code . * ?}, escapes and classes. Every
 * literal is written as {@code \x{…}}, so nothing means something to Java that it did not mean to
 * Go: no {@code &&} in classes, no line ends other than LF, no end before a last line break.
 */
final class GoRegexp {

  /** Go refuses the expression. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final String ANY = "[\\x{0}-\\x{10FFFF}]";
  private static final String WORD = "0-9A-Za-z_";
  private static final String BOUNDARY =
      "(?:(?<=[%1$s])(?![%1$s])|(?<![%1$s])(?=[%1$s]))".formatted(WORD);
  private static final String NO_BOUNDARY =
      "(?:(?<=[%1$s])(?=[%1$s])|(?<![%1$s])(?![%1$s]))".formatted(WORD);
  private static final Map<Character, String> PERL =
      Map.of('d', "0-9", 's', "\\t\\n\\f\\r ", 'w', WORD);
  private static final Map<Character, Integer> CONTROL =
      Map.of('a', 7, 'f', 12, 'n', 10, 'r', 13, 't', 9, 'v', 11);
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "0-9A-Za-z"),
          Map.entry("alpha", "A-Za-z"),
          Map.entry("ascii", "\\x00-\\x7F"),
          Map.entry("blank", "\\t "),
          Map.entry("cntrl", "\\x00-\\x1F\\x7F"),
          Map.entry("digit", "0-9"),
          Map.entry("graph", "\\x21-\\x7E"),
          Map.entry("lower", "a-z"),
          Map.entry("print", "\\x20-\\x7E"),
          Map.entry("punct", "\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E"),
          Map.entry("space", "\\t\\n\\x0B\\f\\r "),
          Map.entry("upper", "A-Z"),
          Map.entry("word", WORD),
          Map.entry("xdigit", "0-9A-Fa-f"));

  private final String go;
  private final StringBuilder java = new StringBuilder();
  private int at;

  private GoRegexp(String go) {
    this.go = go;
  }

  /**
   * @throws Malformed if Go refuses it
   */
  static Pattern toJava(String go) {
    GoRegexp translation = new GoRegexp(go);
    while (translation.at < go.length()) {
      translation.term();
    }
    return Pattern.compile(translation.java.toString(), Pattern.UNIX_LINES);
  }

  private void term() {
    int c = go.codePointAt(at);
    if (c == '[') {
      characterClass();
    } else if (c == '\\') {
      escape();
    } else {
      at += Character.charCount(c);
      switch (c) {
        case '$' -> java.append("\\z");
        case '^', '(', ')', '.', '*', '?' -> java.appendCodePoint(c);
        default -> java.append(literal(c));
      }
    }
  }

  private void escape() {
    char c = at + 1 < go.length() ? go.charAt(at + 1) : 0;
    switch (c) {
      case 'A' -> anchor("\\A");
      case 'z' -> anchor("\\z");
      case 'b' -> anchor(BOUNDARY);
      case 'B' -> anchor(NO_BOUNDARY);
      case 'Q' -> quotation();
      default -> {
        String named = namedClass();
        java.append(named.isEmpty() ? literal(character()) : named);
      }
    }
  }

  private void anchor(String text) {
    at += 2;
    java.append(text);
  }

  private void quotation() {
    int end = go.indexOf("\\E", at + 2);
    String quoted = go.substring(at + 2, end < 0 ? go.length() : end);
    quoted.codePoints().forEach(c -> java.append(literal(c)));
    at = end < 0 ? go.length() : end + 2;
  }

  private void characterClass() {
    int start = at++;
    boolean negated = go.startsWith("^", at);
    at += negated ? 1 : 0;
    StringBuilder items = new StringBuilder();
    boolean first = true;
    while (first || !go.startsWith("]", at)) {
      if (at >= go.length()) {
        throw new Malformed("the class is not closed: " + go.substring(start));
      }
      items.append(item());
      first = false;
    }
    at++;
    java.append(negated ? "(?:(?![" + items + "])" + ANY + ")" : "[" + items + "]");
  }

  private String item() {
    String named = go.startsWith("[:", at) ? posixClass() : namedClass();
    if (!named.isEmpty()) {
      return named;
    }
    int low = character();
    if (!go.startsWith("-", at) || go.startsWith("-]", at) || at + 1 >= go.length()) {
      return literal(low);
    }
    at++;
    int high = character();
    if (high < low) {
      throw new Malformed("the range ends before it begins");
    }
    return literal(low) + "-" + literal(high);
  }

  private String posixClass() {
    int end = go.indexOf(":]", at + 2);
    if (end < 0) {
      return "";
    }
    String name = go.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    String items = POSIX.get(negated ? name.substring(1) : name);
    if (items == null) {
      throw new Malformed("there is no class [:" + name + ":]");
    }
    at = end + 2;
    return negated ? "[^" + items + "]" : items;
  }

  /** {@code \d}, {@code \pL} and the like, in a form that stands in a class and alone. */
  private String namedClass() {
    if (!go.startsWith("\\", at) || at + 1 >= go.length()) {
      return "";
    }
    char name = go.charAt(at + 1);
    String items = PERL.get(Character.toLowerCase(name));
    if (items != null) {
      at += 2;
      return (Character.isUpperCase(name) ? "[^" : "[") + items + "]";
    }
    if (name != 'p' && name != 'P') {
      return "";
    }
    String category = go.substring(at + 2, Math.min(at + 3, go.length()));
    if (category.isEmpty() || !"CLMNPSZ".contains(category)) {
      throw new Malformed("there is no class \\" + name + category);
    }
    at += 3;
    return "\\" + name + "{" + category + "}";
  }

  private int character() {
    int c = codePoint();
    if (c != '\\') {
      return c;
    }
    int escaped = codePoint();
    Integer control = escaped < 128 ? CONTROL.get((char) escaped) : null;
    if (control != null) {
      return control;
    }
    boolean letterOrDigit = escaped < 128 && Character.isLetterOrDigit(escaped);
    if (escaped == 'x') {
      return number(16, 2, 2);
    } else if (escaped >= '0' && escaped <= '7') {
      at--;
      return escaped == '0' ? number(8, 1, 3) : number(8, 2, 3);
    } else if (letterOrDigit || escaped > 127) {
      throw new Malformed("there is no escape \\" + Character.toString(escaped));
    }
    return escaped;
  }

  private int number(int radix, int least, int most) {
    int start = at;
    while (at < go.length() && at - start < most && Character.digit(go.charAt(at), radix) >= 0) {
      at++;
    }
    if (at - start < least) {
      throw new Malformed("an escape lacks its digits");
    }
    return Integer.parseInt(go.substring(start, at), radix);
  }

  private int codePoint() {
    if (at >= go.length()) {
      throw new Malformed("the expression ends too early");
    }
    int c = go.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private static String literal(int codePoint) {
    return "\\x{" + Integer.toHexString(codePoint) + "}";
  }
}
