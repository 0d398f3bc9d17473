package io.activo.deploy.image.context;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The text of a .dockerignore (moby/patternmatcher/ignorefile 0.6). */
final class IgnoreFile {
  static final String NAME = ".dockerignore";

  /** Go's line scanner takes 64 KiB, the line break included. */
  private static final int LONGEST_LINE = 65_535;

  private IgnoreFile() {}

  /**
   * A pattern as it stands in the file.
   *
   * @param pattern cleaned, with a {@code !} before it for an exception
   * @param line from 1
   * @param column where the pattern's own text begins, in characters, from 1
   * @param asWritten whether cleaning left the text as it was
   */
  record Line(String pattern, int line, int column, boolean asWritten) {}

  /** The patterns, in the order of the file. */
  static List<String> patterns(String text) {
    return lines(text).stream().map(Line::pattern).toList();
  }

  private static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    String[] rows = text.split("\n", -1);
    for (int i = 0; i < rows.length; i++) {
      String row = i == 0 && rows[0].startsWith("\uFEFF") ? rows[0].substring(1) : rows[i];
      if (!row.startsWith("#")) {
        line(row, i + 1).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static Optional<Line> line(String row, int number) {
    int start = skipSpace(row, 0);
    if (start == row.length()) {
      return Optional.empty();
    }
    boolean exception = row.charAt(start) == '!';
    int begin = exception ? skipSpace(row, start + 1) : start;
    String written = trim(row.substring(begin));
    String cleaned = written.isEmpty() ? "" : GoPath.clean(written);
    if (cleaned.length() > 1 && cleaned.startsWith("/")) {
      cleaned = cleaned.substring(1);
    }
    int column = row.codePointCount(0, written.isEmpty() ? start : begin) + 1;
    String pattern = (exception ? "!" : "") + cleaned;
    return Optional.of(new Line(pattern, number, column, cleaned.equals(written)));
  }

  /** What Go finds wrong with a pattern when it reads it; empty if nothing. */
  static Optional<String> fault(String pattern) {
    if (pattern.equals("!")) {
      return Optional.of("'!' stands alone");
    }
    return malformedAt(pattern).isPresent()
        ? Optional.of("the pattern '" + pattern + "' is malformed")
        : Optional.empty();
  }

  private static OptionalInt malformedAt(String pattern) {
    return GoPath.malformedAt(pattern.startsWith("!") ? pattern.substring(1) : pattern);
  }

  /**
   * Everything that is wrong with the file; also a pattern that Go would refuse only when a path is
   * held against it.
   *
   * @param file its name, for the places
   */
  static List<Problem> problems(String file, String text) {
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String row : text.split("\n", -1)) {
      number++;
      if (row.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
        problems.add(
            Problem.of("the line is longer than 64 KiB", Place.in(file, number, 1), "shorten it"));
      }
    }
    lines(text).forEach(line -> problem(file, line).ifPresent(problems::add));
    return problems;
  }

  private static Optional<Problem> problem(String file, Line line) {
    Optional<String> fault = fault(line.pattern());
    if (fault.isPresent()) {
      int offset = line.asWritten() ? malformedAt(line.pattern()).orElse(0) : 0;
      return Optional.of(at(file, line, offset, fault.get()));
    }
    return DockerIgnore.of(List.of(line.pattern())).patterns().stream()
        .flatMap(pattern -> pattern.lateFault().stream())
        .map(late -> "the pattern '" + line.pattern() + "' is malformed: " + late)
        .map(what -> at(file, line, 0, what))
        .findFirst();
  }

  private static Problem at(String file, Line line, int offset, String what) {
    String fix =
        line.pattern().equals("!")
            ? "write a pattern behind it"
            : "close the bracket, or write \\ before a character that is meant literally";
    return Problem.of(what, Place.in(file, line.line(), line.column() + offset), fix);
  }

  private static int skipSpace(String text, int start) {
    int at = start;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Go's {@code strings.TrimSpace}. */
  static String trim(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(Math.min(skipSpace(text, 0), end), end);
  }

  /** Go's {@code unicode.IsSpace}. */
  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }
}
