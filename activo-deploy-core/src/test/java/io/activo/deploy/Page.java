package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page of the site with examples in tables and blocks of text, each behind a comment that says
 * what they are: {@code <!-- examples: strict -->}. {@code -Dactivo.golden.write} writes what is
 * generated instead of comparing it.
 *
 * @param name the file
 */
public record Page(String name) {
  private static final String COMMENT = "<!-- [a-z]+:.* -->";
  private static final String FENCE = "```";

  /**
   * A table.
   *
   * @param kind what its comment says
   * @param rows the cells of its rows, without the backquotes around them
   */
  public record Table(String kind, List<List<String>> rows) {}

  /**
   * A block of text.
   *
   * @param kind what its comment says
   */
  public record Block(String kind, String text) {}

  /** The one block of a kind. */
  public String text(String kind) {
    return blocks().stream()
        .filter(block -> block.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** The rows of all tables of a kind. */
  public List<List<String>> rows(String kind) {
    return tables().stream()
        .filter(table -> table.kind().equals(kind))
        .flatMap(table -> table.rows().stream())
        .toList();
  }

  /** The one block of a kind holds a text. */
  public void blockIs(String kind, String text) {
    between("<!-- " + kind + " -->\n```text\n", "```\n", text);
  }

  /** Between {@code <!-- PART: … -->} and {@code <!-- end of PART -->} the page holds a text. */
  public void partIs(String part, String text) {
    between("<!-- " + part + ": written by a test -->\n", "<!-- end of " + part + " -->\n", text);
  }

  private void between(String begin, String end, String text) {
    try {
      String all = Files.readString(file());
      int from = all.indexOf(begin) + begin.length();
      int to = all.indexOf(end, from);
      assertTrue(all.contains(begin) && to >= from, begin + " stands in " + name);
      if (System.getProperty("activo.golden.write") != null) {
        Files.writeString(file(), all.substring(0, from) + text + all.substring(to));
      } else {
        assertEquals(text, all.substring(from, to), "run this test with -Dactivo.golden.write");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return Path.of("../src/site/markdown").resolve(name);
  }

  /** The tables of examples. */
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(COMMENT) && lines.get(i + 1).startsWith("|")) {
        tables.add(new Table(kind(lines.get(i)), rows(lines, i + 3)));
      }
    }
    return tables;
  }

  /** The blocks of text that are examples. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(COMMENT) && lines.get(i + 1).startsWith(FENCE)) {
        String text =
            lines.stream()
                .skip(i + 2)
                .takeWhile(line -> !line.equals(FENCE))
                .collect(Collectors.joining("\n", "", "\n"));
        blocks.add(new Block(kind(lines.get(i)), text));
      }
    }
    return blocks;
  }

  private static String kind(String comment) {
    return comment.replaceAll("^<!-- | -->$", "");
  }

  private static List<List<String>> rows(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .takeWhile(line -> line.startsWith("|"))
        .map(Page::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.replaceAll("^\\| | \\|$", "").split(" ?(?<!\\\\)\\| ?", -1))
        .map(cell -> cell.replaceAll("^`|`$", "").replace("\\|", "|"))
        .toList();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
