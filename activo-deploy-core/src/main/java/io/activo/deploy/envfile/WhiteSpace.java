package io.activo.deploy.envfile;

/** What the programs take for white space; they differ. */
final class WhiteSpace {
  private WhiteSpace() {}

  /** Go's {@code unicode.IsSpace}: the Unicode property White_Space. */
  static boolean isGo(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  /** What compose-go skips within a line. */
  static boolean isCompose(int c) {
    return c == '\t' || (c >= 0x0B && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0;
  }

  /** {@code \s} of Go's regular expressions. */
  static boolean isGoExpression(int c) {
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
  }

  /** {@code \s} of JavaScript, which {@code trim} takes away too. */
  static boolean isJavaScript(int c) {
    return (c >= '\t' && c <= '\r') || c == 0xFEFF || Character.isSpaceChar(c);
  }

  /** Where a line ends for JavaScript's {@code ^}, {@code $} and {@code .}. */
  static boolean endsJavaScriptLine(int c) {
    return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
  }

  /** A blank, a tab, or the carriage return before a line feed. */
  static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
