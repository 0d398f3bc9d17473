package io.activo.deploy.envfile;

import io.activo.deploy.envfile.ComposeTemplate.Malformed;
import io.activo.deploy.envfile.ComposeTemplate.Part;
import io.activo.deploy.envfile.ComposeTemplate.Reference;
import io.activo.deploy.envfile.ComposeTemplate.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads the references in a value, as the expressions of compose-go do, in one pass. */
final class ComposeTemplateReader {
  private final String text;
  private final int depth;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private int at;
  private int lineEnd = -1;
  private int lastBrace = -1;

  ComposeTemplateReader(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  List<Part> parts() {
    while (at < text.length()) {
      if (text.charAt(at) == '$') {
        readDollar();
      } else {
        int dollar = text.indexOf('$', at);
        int end = dollar < 0 ? text.length() : dollar;
        plain.append(text, at, end);
        at = end;
      }
    }
    endPlain();
    return parts;
  }

  private void readDollar() {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (next == '{') {
      readBraced();
    } else if (beginsName(next)) {
      int end = nameEnd(at + 1);
      add(new Reference(text.substring(at + 1, end), "", new ComposeTemplate(List.of()), false));
      at = end;
    } else {
      plain.append('$');
      at += next == '$' ? 2 : 1;
    }
  }

  private void readBraced() {
    int name = at + 2;
    int nameEnd = name < text.length() && beginsName(text.charAt(name)) ? nameEnd(name) : name;
    int word = wordBegin(nameEnd);
    boolean plainEnd = nameEnd < text.length() && text.charAt(nameEnd) == '}';
    if (nameEnd == name || (!plainEnd && lastBrace(word) < word) || depth == DEEPEST) {
      add(new Malformed(text.substring(at), at));
      at = text.length();
      return;
    }
    int end = plainEnd ? nameEnd : wordEnd(at + 1, lastBrace(word));
    String inner = plainEnd ? "" : text.substring(word, end);
    add(
        new Reference(
            text.substring(name, nameEnd),
            plainEnd ? "" : text.substring(nameEnd, word),
            new ComposeTemplate(new ComposeTemplateReader(inner, depth + 1).parts()),
            true));
    at = end + 1;
  }

  private static final int DEEPEST = ComposeTemplate.DEEPEST;

  /** Behind the operator that stands at an offset; the text's length plus one for none. */
  private int wordBegin(int operator) {
    int mark = text.startsWith(":", operator) ? operator + 1 : operator;
    boolean known = mark < text.length() && "-+?".indexOf(text.charAt(mark)) >= 0;
    return known ? mark + 1 : text.length() + 1;
  }

  /** The last closing brace of the line; less than {@code from} where none follows. */
  private int lastBrace(int from) {
    if (from > text.length()) {
      return -1;
    }
    if (from > lineEnd) {
      int feed = text.indexOf('\n', from);
      lineEnd = feed < 0 ? text.length() : feed;
      lastBrace = text.lastIndexOf('}', lineEnd);
    }
    return lastBrace;
  }

  /**
   * The brace that closes the one at an offset. compose-go passes over the character behind every
   * opening brace when it counts, and takes the last brace of the line where the count never ends.
   */
  private int wordEnd(int brace, int last) {
    int open = 0;
    for (int i = brace; i <= last; i++) {
      if (text.charAt(i) == '}') {
        open--;
        if (open == 0) {
          return i;
        }
      } else if (text.charAt(i) == '{') {
        open++;
        i++;
      }
    }
    return last;
  }

  private void add(Part part) {
    endPlain();
    parts.add(part);
  }

  private void endPlain() {
    if (!plain.isEmpty()) {
      parts.add(new Text(plain.toString()));
      plain.setLength(0);
    }
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && continuesName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** ASCII letters, and the two letters that Go counts among them when it ignores case. */
  private static boolean beginsName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '\u017F'
        || c == '\u212A';
  }

  static boolean continuesName(char c) {
    return beginsName(c) || (c >= '0' && c <= '9');
  }
}
