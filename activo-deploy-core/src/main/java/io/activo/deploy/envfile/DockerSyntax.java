package io.activo.deploy.envfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An env-file as {@code docker --env-file} reads it (docker CLI 28.2.2, {@code pkg/kvfile}): a
 * {@code KEY=value} a line; quotes, blanks and {@code #} in a value belong to it. No problem shows
 * text of the file: whatever stands there may be a part of a secret, such as a line of a key.
 */
final class DockerSyntax implements EnvFileDialect.Syntax {
  /** The longest line that docker reads, in bytes, with a carriage return but no line feed. */
  static final int LONGEST_LINE = 64 * 1024 - 1;

  @Override
  public List<Assignment> read(SourceText source) {
    List<Assignment> assignments = new ArrayList<>();
    int from = 0;
    while (from < source.text().length()) {
      int feed = source.find('\n', from);
      readLine(source, from, feed).ifPresent(assignments::add);
      from = feed + 1;
    }
    return assignments;
  }

  /** The line from an offset to its line feed, or to the end of the text. */
  private Optional<Assignment> readLine(SourceText source, int from, int feed) {
    String text = source.text();
    boolean carriageReturn = feed > from && text.charAt(feed - 1) == '\r';
    int end = carriageReturn ? feed - 1 : feed;
    checkText(source, from, feed);
    int key = from == 0 ? source.start() : from;
    while (key < end && WhiteSpace.isGo(text.charAt(key))) {
      key++;
    }
    if (key == end || text.charAt(key) == '#') {
      return Optional.empty();
    }
    int equals = source.find('=', key);
    boolean bare = equals >= end;
    Span name = new Span(key, bare ? end : equals);
    checkKey(source, name);
    Span value = new Span(bare ? end : equals + 1, end);
    return Optional.of(
        new Assignment(
            name.of(text),
            bare ? Optional.empty() : Optional.of(Content.literal(value.of(text))),
            Quote.NONE,
            name,
            value,
            new Span(from == 0 ? source.start() : from, Math.min(feed + 1, text.length())),
            Optional.of(source.place(value.from()))));
  }

  private static void checkText(SourceText source, int from, int feed) {
    String line = source.text().substring(from, feed);
    if (LosslessUtf8.encode(line).length > LONGEST_LINE) {
      source.problem(
          from, "the line is longer than " + LONGEST_LINE + " bytes", "shorten the value");
    }
    int stray = LosslessUtf8.strayIn(line);
    if (stray >= 0) {
      source.problem(from + stray, "the line is not valid UTF-8", "save the file as UTF-8");
    }
  }

  private static void checkKey(SourceText source, Span key) {
    String name = key.of(source.text());
    if (name.isEmpty()) {
      source.problem(key.from(), "no key stands before '='", "write KEY=value");
      return;
    }
    int space = spaceIn(name);
    if (space >= 0) {
      boolean exported = name.startsWith("export ") || name.startsWith("export\t");
      source.problem(
          key.from() + space,
          "white space stands in the key",
          exported
              ? "remove 'export', docker knows no such word"
              : "write KEY=value on one line; docker knows no quotes over several lines");
    }
  }

  /** Where the white space is that docker refuses in a key: a blank or a tab; -1 for none. */
  private static int spaceIn(String key) {
    int blank = key.indexOf(' ');
    int tab = key.indexOf('\t');
    return blank < 0 || tab < 0 ? Math.max(blank, tab) : Math.min(blank, tab);
  }

  @Override
  public List<Quote> quotes() {
    return List.of(Quote.NONE);
  }

  @Override
  public String write(Content content, Quote quote, EnvFileDialect.Layout layout) {
    return content.text();
  }

  @Override
  public String shown(String text) {
    return LosslessUtf8.shownByGo(text);
  }

  /** Whether a line with this key and value is one that docker reads, with any line ending. */
  static boolean isTooLong(String key, String value) {
    return (key + "=" + value + "\r").getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE;
  }
}
