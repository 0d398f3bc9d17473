package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the assignments that the expression of dotenv matches, without its backtracking. White
 * space is JavaScript's, so that a key, its {@code =} and a quoted value may stand on lines of
 * their own.
 */
final class DotenvReader {
  private static final String EXPORT = "export";

  private final SourceText source;
  private final String text;
  private final DotenvSyntax syntax;
  private final List<Assignment> assignments = new ArrayList<>();

  DotenvReader(SourceText source, DotenvSyntax syntax) {
    this.source = source;
    this.text = source.text();
    this.syntax = syntax;
  }

  List<Assignment> assignments() {
    int start = skip(0);
    while (start < text.length()) {
      int key = exportedKey(start);
      int value = key < 0 ? -1 : valueBegin(key);
      if (value < 0) {
        key = start;
        value = valueBegin(start);
      }
      int end = value < 0 ? start : readValue(start, new Span(key, keyEnd(key)), value);
      start = skip(lineEnd(end));
    }
    return assignments;
  }

  /** Where the key begins behind {@code export}; -1 where that does not stand there. */
  private int exportedKey(int start) {
    int behind = start + EXPORT.length();
    boolean exported = text.startsWith(EXPORT, start) && skip(behind) > behind;
    return exported ? skip(behind) : -1;
  }

  /** Where the value begins of the key at an offset; -1 where there is no key or no value. */
  private int valueBegin(int key) {
    int end = keyEnd(key);
    if (end == key) {
      return -1;
    }
    int equals = skip(end);
    if (equals < text.length() && text.charAt(equals) == '=') {
      return equals + 1;
    }
    boolean colon = end < text.length() && text.charAt(end) == ':' && skip(end + 1) > end + 1;
    if (!colon) {
      return -1;
    }
    return text.startsWith("\r\n", end + 1) ? end + 3 : end + 2;
  }

  private int keyEnd(int key) {
    int end = key;
    while (end < text.length() && isOfKey(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  /** Reads a value, and tells where its match ends. */
  private int readValue(int start, Span key, int from) {
    int opening = skip(from);
    Quote quote = opening == text.length() ? Quote.NONE : Quote.of(text.charAt(opening));
    int closing = quote == Quote.NONE ? -1 : closing(opening);
    if (closing >= 0) {
      add(start, key, new Span(opening, closing + 1), quote);
      return tail(closing + 1);
    }
    int end = from;
    while (end < text.length() && "#\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    add(start, key, trimmed(from, end), Quote.NONE);
    return Math.max(end, tail(end));
  }

  private void add(int start, Span key, Span value, Quote quote) {
    assignments.add(
        new Assignment(
            key.of(text),
            Optional.of(Content.literal(DotenvValue.read(value.of(text)))),
            quote,
            key,
            value,
            source.whole(start, value.to(), syntax),
            Optional.of(source.place(value.from()))));
  }

  /**
   * The quote that closes the one at an offset: the first that no backslash stands before, or else
   * the last that one stands before; nothing but a comment may follow it on its line. -1 for none.
   */
  private int closing(int opening) {
    char quote = text.charAt(opening);
    List<Integer> escaped = new ArrayList<>();
    int at = text.indexOf(quote, opening + 1);
    while (at > opening + 1 && text.charAt(at - 1) == '\\') {
      escaped.add(at);
      at = text.indexOf(quote, at + 1);
    }
    if (at >= 0 && tail(at + 1) >= 0) {
      return at;
    }
    for (int i = escaped.size() - 1; i >= 0; i--) {
      if (tail(escaped.get(i) + 1) >= 0) {
        return escaped.get(i);
      }
    }
    return -1;
  }

  /** Where white space and a comment behind a value end; -1 where something else follows. */
  private int tail(int from) {
    int end = skip(from);
    if (end == text.length()) {
      return end;
    }
    if (text.charAt(end) == '#') {
      return lineEnd(end);
    }
    while (end >= from && !WhiteSpace.endsJavaScriptLine(text.charAt(end))) {
      end--;
    }
    return end < from ? -1 : end;
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && !WhiteSpace.endsJavaScriptLine(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int skip(int from) {
    int end = from;
    while (end < text.length() && WhiteSpace.isJavaScript(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** What {@code trim} leaves of a plain value; where it leaves nothing, the place before it. */
  private Span trimmed(int from, int to) {
    int begin = from;
    while (begin < to && WhiteSpace.isJavaScript(text.charAt(begin))) {
      begin++;
    }
    int end = to;
    while (end > begin && WhiteSpace.isJavaScript(text.charAt(end - 1))) {
      end--;
    }
    return begin == end ? Span.at(from) : new Span(begin, end);
  }
}
