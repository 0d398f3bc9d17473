package io.activo.deploy.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in capitals: {@code FROM}
 * @param arguments what follows it, its lines put together; comments in between are left out
 * @param line where it begins, from 1
 * @param lastLine where it ends, here-documents included
 * @param hereDocuments the names of its here-documents, which only BuildKit knows
 * @param escape the character that escapes, a backslash unless a directive names another
 */
public record Instruction(
    String keyword,
    String arguments,
    int line,
    int lastLine,
    List<String> hereDocuments,
    char escape) {
  public Instruction {
    hereDocuments = List.copyOf(hereDocuments);
  }

  /** The text of an instruction without here-documents, of one line. */
  static Instruction of(String text, int line, char escape) {
    int end = new Words(escape).end(text, 0);
    String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
    return new Instruction(keyword, text.substring(end).strip(), line, line, List.of(), escape);
  }

  /** Whether it has a keyword, given in capitals. */
  public boolean is(String name) {
    return keyword.equals(name);
  }

  /** Its options, as written: {@code --from=build}. */
  public List<String> flags() {
    return words().of(arguments).stream().takeWhile(word -> word.startsWith("--")).toList();
  }

  /** The value of an option; empty without it, or where it has none. */
  public Optional<String> flag(String name) {
    String start = "--" + name + "=";
    return flags().stream()
        .filter(flag -> flag.startsWith(start))
        .map(flag -> flag.substring(start.length()))
        .findFirst();
  }

  /** What follows the options, in words that keep their quotes. */
  public List<String> operands() {
    List<String> all = words().of(arguments);
    return all.subList(flags().size(), all.size());
  }

  /** The instruction itself, and the one that an {@code ONBUILD} holds. */
  List<Instruction> withTriggered() {
    List<Instruction> all = new ArrayList<>(List.of(this));
    if (is("ONBUILD")) {
      Instruction inner = of(arguments, line, escape);
      all.add(
          new Instruction(inner.keyword, inner.arguments, line, lastLine, hereDocuments, escape));
    }
    return all;
  }

  private Words words() {
    return new Words(escape);
  }
}
