package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads env-files line by line and says what docker would refuse. No problem shows text of the
 * file: whatever stands there may be a part of a secret, such as a line of a private key.
 */
final class EnvFileReader {
  private final String file;
  private final byte[] text;
  private final Problems problems = new Problems();
  private final List<Line> lines = new ArrayList<>();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  EnvFileReader(String file, byte[] text) {
    this.file = file;
    this.text = text;
  }

  /** The lines of the file; throws with every problem of every line. */
  List<Line> lines() {
    int from = 0;
    while (from < text.length) {
      int feed = from;
      while (feed < text.length && text[feed] != '\n') {
        feed++;
      }
      readLine(from, feed);
      from = feed + 1;
    }
    problems.throwIfAny();
    return lines;
  }

  /** The line from an offset to its line feed, or to the end of the file. */
  private void readLine(int from, int feed) {
    if (feed - from > LineRules.LONGEST_LINE) {
      add(1, "the line is longer than " + LineRules.LONGEST_LINE + " bytes", "shorten the value");
    }
    boolean carriageReturn = feed > from && text[feed - 1] == '\r';
    String decoded = decode(from, carriageReturn ? feed - 1 : feed);
    String ending = (carriageReturn ? "\r" : "") + (feed < text.length ? "\n" : "");
    Line line = Line.read(decoded, ending, lines.isEmpty());
    check(line);
    lines.add(line);
  }

  private String decode(int from, int to) {
    CharBuffer decoded = CharBuffer.allocate(to - from);
    boolean malformed =
        decoder.reset().decode(ByteBuffer.wrap(text, from, to - from), decoded, true).isError();
    String line = decoded.flip().toString();
    if (malformed) {
      add(column(line, line.length()), "the line is not valid UTF-8", "save the file as UTF-8");
    }
    return line;
  }

  private void check(Line line) {
    if (!line.namesVariable()) {
      return;
    }
    String name = line.name();
    if (name.isEmpty()) {
      add(column(line.text(), line.key()), "no key stands before '='", "write KEY=value");
      return;
    }
    int space = LineRules.spaceIn(name);
    if (space >= 0) {
      boolean exported = name.startsWith("export ") || name.startsWith("export\t");
      add(
          column(line.text(), line.key() + space),
          "white space stands in the key",
          exported
              ? "remove 'export', docker knows no such word"
              : "write KEY=value on one line; docker knows no quotes over several lines");
    }
  }

  private void add(int column, String what, String fix) {
    problems.add(Problem.of(what, Place.in(file, lines.size() + 1, column), fix));
  }

  private static int column(String line, int index) {
    return line.codePointCount(0, index) + 1;
  }
}
