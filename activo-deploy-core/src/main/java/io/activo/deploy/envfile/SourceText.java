package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;

/**
 * A text that is read, the places in it, and what is wrong there. Places are asked for from the
 * front to the back, so that all of them together cost one pass; to go back starts anew.
 */
final class SourceText {
  static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final Problems problems = new Problems();
  private int offset;
  private int line = 1;
  private int column = 1;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
  }

  String text() {
    return text;
  }

  Problems problems() {
    return problems;
  }

  /** Where the text begins behind a byte order mark. */
  int start() {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
  }

  /** The place of an offset. */
  Place.InText place(int of) {
    if (of < offset) {
      offset = 0;
      line = 1;
      column = 1;
    }
    while (offset < of) {
      int codePoint = text.codePointAt(offset);
      line += codePoint == '\n' ? 1 : 0;
      column = codePoint == '\n' ? 1 : column + 1;
      offset += Character.charCount(codePoint);
    }
    return Place.in(file, line, column);
  }

  void problem(int at, String what, String fix) {
    problems.add(Problem.of(what, place(at), fix));
  }

  /** The first offset from {@code from} on at which a character stands; the length for none. */
  int find(char c, int from) {
    int found = text.indexOf(c, from);
    return found < 0 ? text.length() : found;
  }

  /**
   * What goes with an assignment: its lines where nothing but blanks and a comment stands beside
   * it, otherwise it alone.
   */
  Span whole(int from, int to, EnvFileDialect.Syntax syntax) {
    int start = from;
    while (start > start() && WhiteSpace.isBlank(text.charAt(start - 1))) {
      start--;
    }
    boolean beginsLine = start == start() || syntax.endsLines(text.charAt(start - 1));
    int end = skipBlanks(to);
    if (end < text.length() && text.charAt(end) == '#') {
      end = lineEnd(end, syntax);
    }
    boolean endsLine = end == text.length() || syntax.endsLines(text.charAt(end));
    boolean carriageReturn = text.startsWith("\r\n", end);
    int past = Math.min(text.length(), carriageReturn ? end + 2 : end + 1);
    return new Span(beginsLine ? start : from, endsLine ? past : to);
  }

  /** Where the line ends that an offset is in: before its ending. */
  int lineEnd(int from, EnvFileDialect.Syntax syntax) {
    int end = from;
    while (end < text.length() && !syntax.endsLines(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int skipBlanks(int from) {
    int end = from;
    while (end < text.length() && WhiteSpace.isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
