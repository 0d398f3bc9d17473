package io.activo.deploy.image.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a Dockerfile (BuildKit 0.13, frontend/dockerfile/parser). Comments and blank
 * lines are no part of an instruction, and do not end one that goes on.
 */
final class DockerfileReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(.+?)\\s*");
  private static final Pattern HERE_DOCUMENT = Pattern.compile("\\d*<<(-?)([^<]+)");

  private final List<String> lines;
  private final Map<String, String> directives;
  private final char escape;
  private int at;

  DockerfileReader(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    lines = plain.lines().toList();
    directives = directives(lines);
    String escapes = directives.getOrDefault("escape", "\\");
    escape = escapes.equals("`") ? '`' : '\\';
  }

  private static Map<String, String> directives(List<String> lines) {
    Map<String, String> directives = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher directive = DIRECTIVE.matcher(line.strip());
      if (!directive.matches()) {
        break;
      }
      directives.putIfAbsent(directive.group(1).toLowerCase(Locale.ROOT), directive.group(2));
    }
    return directives;
  }

  Map<String, String> directives() {
    return directives;
  }

  List<Instruction> instructions() {
    List<Instruction> instructions = new ArrayList<>();
    while (at < lines.size()) {
      if (isNothing(lines.get(at))) {
        at++;
      } else {
        instructions.add(instruction());
      }
    }
    return instructions;
  }

  private static boolean isNothing(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }

  private Instruction instruction() {
    int first = at;
    StringBuilder text = new StringBuilder();
    boolean goesOn = true;
    int last = first;
    for (; goesOn && at < lines.size(); at++) {
      if (!isNothing(lines.get(at))) {
        String line = lines.get(at).stripTrailing();
        goesOn = goesOn(line);
        text.append(goesOn ? line.substring(0, line.length() - 1) : line);
        last = at;
      }
    }
    Instruction read = Instruction.of(text.toString().strip(), first + 1, escape);
    List<String> names = hereDocuments(read);
    return new Instruction(
        read.keyword(),
        read.arguments(),
        first + 1,
        names.isEmpty() ? last + 1 : at,
        names,
        escape);
  }

  /** An escape at the end that is not itself escaped. */
  private boolean goesOn(String line) {
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == escape && (end == 0 || line.charAt(end - 1) != escape);
  }

  private List<String> hereDocuments(Instruction instruction) {
    Instruction takes = instruction.withTriggered().get(instruction.is("ONBUILD") ? 1 : 0);
    List<String> names = new ArrayList<>();
    if (List.of("ADD", "COPY", "RUN").contains(takes.keyword())) {
      for (String word : new Words(escape).of(takes.arguments())) {
        Matcher document = HERE_DOCUMENT.matcher(word);
        if (document.matches()) {
          String name = document.group(2).replaceAll("[\"']", "");
          skipDocument(name, !document.group(1).isEmpty());
          names.add(name);
        }
      }
    }
    return names;
  }

  private void skipDocument(String name, boolean indented) {
    boolean ended = false;
    while (!ended && at < lines.size()) {
      String line = lines.get(at++);
      ended = (indented ? line.replaceAll("^\t+", "") : line).equals(name);
    }
  }
}
