package io.activo.deploy.template;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parts of a UTF-8 text for people: cut where they are long, without control characters. */
final class Excerpt {
  private static final int CONTEXT = 60;

  private Excerpt() {}

  /** What stands between two offsets. */
  static String of(byte[] text, int from, int to) {
    int end = Math.min(to, from + 2 * CONTEXT);
    String decoded = new String(text, from, end - from, StandardCharsets.UTF_8);
    return decoded.replaceAll("[\\p{Cntrl}&&[^\t]]", "\uFFFD") + (end < to ? "…" : "");
  }

  /**
   * The line of an offset, and a caret below the offset.
   *
   * @param lineStart where the line begins
   */
  static List<String> withCaret(byte[] text, int lineStart, int offset) {
    int from = codePointStart(text, Math.max(lineStart, offset - CONTEXT), lineStart);
    int limit = codePointStart(text, Math.min(text.length, offset + CONTEXT), lineStart);
    int to = lineEnd(text, offset, limit);
    boolean cut = to == limit && limit < text.length && text[limit] != '\n';
    String before = (from > lineStart ? "…" : "") + of(text, from, offset);
    String after = of(text, offset, to) + (cut ? "…" : "");
    return List.of(before + after, before.replaceAll("[^\t]", " ") + "^");
  }

  private static int lineEnd(byte[] text, int from, int limit) {
    int end = from;
    while (end < limit && text[end] != '\n') {
      end++;
    }
    boolean carriageReturn = end > from && end < limit && text[end - 1] == '\r';
    return carriageReturn ? end - 1 : end;
  }

  /** The offset, or up to three before it: where a code point of well-formed UTF-8 begins. */
  private static int codePointStart(byte[] text, int wanted, int lineStart) {
    int start = wanted;
    while (start < text.length
        && start > wanted - 3
        && start > lineStart
        && !Lines.isFirstByte(text[start])) {
      start--;
    }
    return start;
  }
}
