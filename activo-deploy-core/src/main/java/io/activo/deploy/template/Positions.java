package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines and columns of a UTF-8 text. Columns count code points; a byte order mark at the
 * beginning counts as none. Goes forward only: offsets are asked for in ascending order, so that
 * all questions together read the text once.
 */
final class Positions {
  private static final int CONTEXT = 60;

  private final String file;
  private final byte[] text;
  private int offset;
  private int line = 1;
  private int lineStart;
  private int column = 1;

  Positions(String file, byte[] text) {
    this.file = file;
    this.text = text;
    this.lineStart = markLength(text);
    this.offset = lineStart;
  }

  /** How many bytes a byte order mark at the beginning has. */
  static int markLength(byte[] text) {
    boolean marked =
        text.length >= 3
            && text[0] == (byte) 0xEF
            && text[1] == (byte) 0xBB
            && text[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /** The position of an offset, which is not before the one asked for last. */
  Place.InText at(int wanted) {
    for (; offset < wanted; offset++) {
      if (text[offset] == '\n') {
        line++;
        lineStart = offset + 1;
        column = 1;
      } else if (isFirstByte(text[offset])) {
        column++;
      }
    }
    return Place.in(file, line, column);
  }

  /** The line of the offset asked for last, cut where it is long, and a caret below the offset. */
  List<String> excerpt() {
    int from = codePointStart(Math.max(lineStart, offset - CONTEXT));
    int limit = codePointStart(Math.min(text.length, offset + CONTEXT));
    int to = lineEnd(limit);
    boolean cut = to == limit && limit < text.length && text[limit] != '\n';
    String before = (from > lineStart ? "…" : "") + shown(text, from, offset);
    String after = shown(text, offset, to) + (cut ? "…" : "");
    return List.of(before + after, before.replaceAll("[^\t]", " ") + "^");
  }

  /** What stands between two offsets, for people: cut where it is long, no control characters. */
  static String shown(byte[] text, int from, int to) {
    int end = Math.min(to, from + 2 * CONTEXT);
    String decoded = new String(text, from, end - from, StandardCharsets.UTF_8);
    return decoded.replaceAll("[\\p{Cntrl}&&[^\t]]", "\uFFFD") + (end < to ? "…" : "");
  }

  private int lineEnd(int limit) {
    int end = offset;
    while (end < limit && text[end] != '\n') {
      end++;
    }
    boolean carriageReturn = end > offset && end < limit && text[end - 1] == '\r';
    return carriageReturn ? end - 1 : end;
  }

  /** The offset, or up to three before it: where a code point of well-formed UTF-8 begins. */
  private int codePointStart(int wanted) {
    int start = wanted;
    while (start < text.length
        && start > wanted - 3
        && start > lineStart
        && !isFirstByte(text[start])) {
      start--;
    }
    return start;
  }

  static boolean isFirstByte(byte b) {
    return (b & 0xC0) != 0x80;
  }
}
