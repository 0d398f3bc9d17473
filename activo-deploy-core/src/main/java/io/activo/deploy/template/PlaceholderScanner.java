package io.activo.deploy.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds names between marks of a team's own. The shortest name counts, and neither its first nor
 * its last character is one of the marks': between <code>__{}__</code> stand {@code A_B} in {@code
 * __A_B__} and {@code A} in {@code __A__B__}. A mark that begins no placeholder is a mistake,
 * unless the name behind it is none that is substituted.
 */
final class PlaceholderScanner extends Scanner {
  /** Of a name behind a mark that begins no placeholder; more would make the scan quadratic. */
  private static final int LONGEST_NAME = 255;

  private final TemplateRules rules;
  private final byte[] prefix;
  private final byte[] suffix;

  /** The prefix without the blanks at its end: a mark with fewer blanks was meant as one, too. */
  private final byte[] mark;

  private final long first;

  /** In the run of name characters up to here no name is closed. */
  private int unclosedUpTo;

  PlaceholderScanner(TemplateRules rules, byte[] text, Names names, Found found) {
    super(text, names, found);
    this.rules = rules;
    this.prefix = rules.placeholder().prefix().getBytes(StandardCharsets.UTF_8);
    this.suffix = rules.placeholder().suffix().getBytes(StandardCharsets.UTF_8);
    this.mark = rules.placeholder().prefix().strip().getBytes(StandardCharsets.UTF_8);
    this.first = Bytes.eightfold(mark[0]);
  }

  @Override
  void scanAll() {
    unclosedUpTo = 0;
    int at = Bytes.next(text, 0, limit, first);
    while (at < limit) {
      at = Bytes.next(text, readAt(at), limit, first);
    }
  }

  private int readAt(int at) {
    if (!stands(mark, at)) {
      return at + 1;
    }
    int name = at + prefix.length;
    int end = stands(prefix, at) ? nameEndBefore(name) : name;
    if (end == name) {
      return leftover(at);
    }
    int number = names.numberOf(text, name, end);
    if (number == Names.KEPT) {
      boolean passed = rules.passthrough().contains(Names.name(text, name, end));
      return passed ? end + suffix.length : end;
    }
    tellReference(at, end + suffix.length, number);
    return end + suffix.length;
  }

  /** Where the shortest name ends that begins there and has the suffix behind it. */
  private int nameEndBefore(int from) {
    if (from < unclosedUpTo || from >= limit || isOfMark(text[from])) {
      return from;
    }
    if (nameEnd(from, from + 1) == from) {
      return from;
    }
    int end = from + 1;
    while (isOfMark(text[end - 1]) || !stands(suffix, end)) {
      if (end >= limit || !Bytes.inName(text[end])) {
        unclosedUpTo = end;
        return from;
      }
      end++;
    }
    return end;
  }

  private int nameEnd(int from, int to) {
    return Bytes.nameEnd(text, from, Math.min(limit, to));
  }

  private boolean isOfMark(byte b) {
    return contains(prefix, b) || contains(suffix, b);
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private boolean stands(byte[] bytes, int at) {
    return at >= 0
        && at + bytes.length <= limit
        && Arrays.equals(bytes, 0, bytes.length, text, at, at + bytes.length);
  }

  private int leftover(int at) {
    int name = at + mark.length;
    while (name < limit && isOfMark(text[name])) {
      name++;
    }
    int end = nameEnd(name, name + LONGEST_NAME);
    while (end > name && isOfMark(text[end - 1])) {
      end--;
    }
    boolean meant =
        rules.substitute().isEmpty()
            ? !isKept(name, end)
            : end > name && names.numberOf(text, name, end) != Names.KEPT;
    if (meant) {
      String shown = Excerpt.of(text, at, Math.max(end, at + mark.length));
      String meantName = end > name ? Excerpt.of(text, name, end) : "NAME";
      String written = rules.placeholder().around(meantName);
      found.mistake(
          new Mistake(at, "'" + shown + "' is no placeholder", "write '" + written + "'"));
    }
    return Math.max(at + mark.length, name - prefix.length);
  }

  private boolean isKept(int name, int end) {
    return end > name && names.numberOf(text, name, end) == Names.KEPT;
  }
}
