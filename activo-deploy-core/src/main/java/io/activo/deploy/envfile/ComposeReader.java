package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an env-file statement by statement, as compose-go does: a statement ends with its value, so
 * that another may follow a quoted value on its line.
 */
final class ComposeReader {
  private static final String EXPORT = "export";

  private final SourceText source;
  private final String text;
  private final ComposeSyntax syntax;
  private final List<Assignment> assignments = new ArrayList<>();

  ComposeReader(SourceText source, ComposeSyntax syntax) {
    this.source = source;
    this.text = source.text();
    this.syntax = syntax;
  }

  List<Assignment> assignments() {
    int at = statement(source.start());
    while (at < text.length()) {
      at = statement(readStatement(at));
    }
    return assignments;
  }

  /** Where the next statement begins, behind white space and comments. */
  private int statement(int from) {
    int at = from;
    while (at < text.length() && (WhiteSpace.isGo(text.charAt(at)) || text.charAt(at) == '#')) {
      at = text.charAt(at) == '#' ? source.find('\n', at) : at + 1;
    }
    return at;
  }

  /** Reads the statement at an offset, and tells where it ends. */
  private int readStatement(int start) {
    int key = key(start);
    int end = keyEnd(key);
    boolean refused = end < text.length() && "=:\n".indexOf(text.charAt(end)) < 0;
    if (refused || (key == text.length() && key > start)) {
      source.problem(
          Math.min(end, text.length()),
          refused ? "a character that no key has" : "no key stands behind 'export'",
          "write KEY=value; a value of several lines needs quotes");
      return source.find('\n', end);
    }
    return end == text.length() ? readLastLine(start, key) : readAssignment(start, key, end);
  }

  /** Where the key begins: behind {@code export}, if that stands there. */
  private int key(int start) {
    int behind = start + EXPORT.length();
    boolean exported =
        text.startsWith(EXPORT, start)
            && behind < text.length()
            && WhiteSpace.isGoExpression(text.charAt(behind));
    return exported ? skip(behind) : start;
  }

  /** Where the key ends: at its delimiter, at a character that no key has, or at the end. */
  private int keyEnd(int key) {
    int at = key;
    while (at < text.length() && isOfKey(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isOfKey(int c) {
    int type = Character.getType(c);
    return WhiteSpace.isCompose(c)
        || "_.-[]".indexOf(c) >= 0
        || Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** compose-go takes a name alone that nothing ends for the value of a variable without name. */
  private int readLastLine(int start, int key) {
    int end = trimmed(key, text.length());
    add(Span.at(key), new Span(key, end), Quote.NONE, Optional.of(template(key, end)), start);
    return text.length();
  }

  private int readAssignment(int start, int key, int delimiter) {
    Span name = new Span(key, trimmed(key, delimiter));
    int blank = name.of(text).indexOf(' ');
    if (blank >= 0) {
      source.problem(key + blank, "a blank stands in the key", "write KEY=value");
      return source.find('\n', delimiter);
    }
    if (text.charAt(delimiter) == '\n') {
      add(name, Span.at(name.to()), Quote.NONE, Optional.empty(), start);
      return delimiter + 1;
    }
    int value = skip(delimiter + 1);
    Quote quote = value == text.length() ? Quote.NONE : Quote.of(text.charAt(value));
    return quote == Quote.SINGLE || quote == Quote.DOUBLE
        ? readQuoted(start, name, value, quote)
        : readPlain(start, name, delimiter + 1, value);
  }

  private int readPlain(int start, Span name, int behindDelimiter, int from) {
    int feed = source.find('\n', from);
    int comment = text.substring(from, feed).indexOf(" #");
    int end = trimmed(from, comment < 0 ? feed : from + comment);
    Span value = end == from ? Span.at(behindDelimiter) : new Span(from, end);
    add(name, value, Quote.NONE, Optional.of(template(value.from(), value.to())), start);
    return Math.min(feed + 1, text.length());
  }

  private int readQuoted(int start, Span name, int from, Quote quote) {
    ComposeQuoted quoted = ComposeQuoted.read(text, from);
    if (!quoted.isClosed()) {
      source.problem(from, "the quote is not closed", "close it; in quotes, write \\' and \\\"");
      return source.find('\n', from);
    }
    boolean single = quote == Quote.SINGLE;
    Content content =
        single
            ? Content.literal(quoted.text())
            : Content.template(ComposeQuoted.unescaped(quoted.text()));
    add(name, new Span(from, quoted.end()), quote, Optional.of(content), start);
    return quoted.end();
  }

  private Content template(int from, int to) {
    return Content.template(text.substring(from, to));
  }

  /** A reference in double quotes is told at the value, for escapes stand before it. */
  private void checkReferences(Content content, int at, boolean exact) {
    if (content.interpolated()) {
      ComposeTemplate.parse(content.text())
          .malformed()
          .ifPresent(
              in ->
                  source.problem(
                      exact ? at + in : at,
                      "a malformed reference to a variable",
                      "write ${NAME}, ${NAME:-default}, or $$ for a dollar sign"));
    }
  }

  private void add(Span name, Span value, Quote quote, Optional<Content> content, int start) {
    assignments.add(
        new Assignment(
            name.of(text),
            content,
            quote,
            name,
            value,
            source.whole(start, value.to(), syntax),
            Optional.of(source.place(value.from()))));
    content.ifPresent(any -> checkReferences(any, value.from(), quote == Quote.NONE));
  }

  private int skip(int from) {
    int at = from;
    while (at < text.length() && WhiteSpace.isCompose(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int trimmed(int from, int to) {
    int end = to;
    while (end > from && WhiteSpace.isGo(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
