package io.activo.deploy.template;

/**
 * Finds references by the grammar of GNU envsubst 0.21, which knows bytes and no locale: {@code
 * $NAME} with the longest name that stands there, and <code>${NAME}</code>. After a <code>${NAME
 * </code> that is no reference the scan goes on behind the name, so that <code>${A:-$B}</code>
 * holds a reference to {@code B}.
 */
final class GnuScanner extends Scanner {
  GnuScanner(byte[] text, Names names, Found found) {
    super(text, names, found);
  }

  @Override
  void scanAll() {
    int dollar = nextDollar(0);
    while (dollar < limit) {
      dollar = nextDollar(readAt(dollar));
    }
  }

  /** Reads what begins with the dollar, and gives the offset from which the scan goes on. */
  private int readAt(int dollar) {
    boolean braced = stands('{', dollar + 1);
    int name = braced ? dollar + 2 : dollar + 1;
    int end = nameEnd(name);
    int to = braced ? end + 1 : end;
    if (end == name || (braced && !stands('}', end))) {
      return end;
    }
    int number = names.numberOf(text, name, end);
    if (number != Names.KEPT) {
      tellReference(dollar, to, number);
    }
    return to;
  }

  /**
   * How many bytes at the end of a text that goes on may be the beginning of a reference: a dollar,
   * and behind it nothing but a brace and a name that is not ended.
   */
  static int openTail(byte[] text, int limit) {
    int at = limit;
    while (at > 0 && Bytes.inName(text[at - 1])) {
      at--;
    }
    if (at > 0 && text[at - 1] == '{') {
      at--;
    }
    return at > 0 && text[at - 1] == '$' ? limit - at + 1 : 0;
  }
}
