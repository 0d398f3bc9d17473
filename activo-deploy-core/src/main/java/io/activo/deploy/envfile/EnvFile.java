package io.activo.deploy.envfile;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * An env-file as {@code docker --env-file} reads it (docker CLI 28.2.2, {@code pkg/kvfile}): a
 * {@code KEY=value} a line; quotes, blanks and {@code #} in a value belong to it; a line that is a
 * key alone takes its value from the process environment. Whatever is not changed keeps every byte:
 * comments, order, blank lines, line endings, a byte order mark, a missing line feed at the end.
 *
 * <p>Immutable. Shows no values: they may be secrets.
 */
public final class EnvFile {
  private final String file;
  private final List<Line> lines;

  private EnvFile(String file, List<Line> lines) {
    this.file = file;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads an env-file.
   *
   * @param file the name that problems tell
   * @throws DeployException with everything that docker would refuse: white space in a key, no key,
   *     invalid UTF-8, a line of 64 KiB or more
   */
  public static EnvFile parse(String file, byte[] text) {
    return new EnvFile(file, new EnvFileReader(file, text).lines());
  }

  /** An env-file without lines. */
  public static EnvFile empty() {
    return new EnvFile("the env-file", List.of());
  }

  /** What docker reads when its own environment is empty; see {@link #values(Map)}. */
  public Map<String, String> values() {
    return values(Map.of());
  }

  /**
   * What docker reads, in the order of the keys' first lines; of several lines with one key the
   * last wins.
   *
   * @param environment where a key without {@code =} finds its value; it has none if it is not
   *     there
   */
  public Map<String, String> values(Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.namesVariable()) {
        String name = line.name();
        line.value()
            .or(() -> Optional.ofNullable(environment.get(name)))
            .ifPresent(value -> values.put(name, value));
      }
    }
    return values;
  }

  /** The keys in the order of their first lines, those without {@code =} among them. */
  public List<String> keys() {
    return lines.stream().filter(Line::namesVariable).map(Line::name).distinct().toList();
  }

  /**
   * This file with another value for a key, on every line of the key, so that duplicates do not
   * disagree; a key that is not there is appended on a line of its own.
   *
   * @throws DeployException if no line can hold the key or the value
   */
  public EnvFile with(String key, String value) {
    return withAll(Map.of(key, value));
  }

  /**
   * This file with other values, as {@link #with} does; new keys are appended in alphabetical
   * order.
   *
   * @throws DeployException with every key or value that no line can hold, by key
   */
  public EnvFile overlaidWith(Map<String, String> variables) {
    return withAll(new TreeMap<>(variables));
  }

  /** This file without the lines of keys that the patterns do not accept; comments stay. */
  public EnvFile only(KeyPatterns patterns) {
    return new EnvFile(
        file,
        lines.stream()
            .filter(line -> !line.namesVariable() || patterns.accepts(line.name()))
            .toList());
  }

  /**
   * This file rewritten for an environment. Only values change, never keys or comments, and what
   * {@code set} adds.
   *
   * @throws DeployException with every key or value that no line can hold, by key
   */
  public EnvFile rewrite(EnvFileRewrite rewrite) {
    return withEachValue(rewrite.edit()).withAll(rewrite.set());
  }

  /** The file's bytes. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append(line.ending()));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The name and the number of lines. */
  @Override
  public String toString() {
    return file + " (" + lines.size() + " lines)";
  }

  private EnvFile withEachValue(UnaryOperator<String> edit) {
    Problems problems = new Problems();
    List<Line> edited = new ArrayList<>();
    for (Line line : lines) {
      Optional<String> old = line.value();
      Optional<String> changed = old.map(edit).filter(value -> !old.equals(Optional.of(value)));
      changed.ifPresent(value -> check(line.name(), value, problems));
      edited.add(changed.map(line::withValue).orElse(line));
    }
    problems.throwIfAny();
    return new EnvFile(file, edited);
  }

  private EnvFile withAll(Map<String, String> variables) {
    Problems problems = new Problems();
    variables.forEach((key, value) -> check(key, value, problems));
    problems.throwIfAny();
    Map<String, String> missing = new LinkedHashMap<>(variables);
    List<Line> changed = new ArrayList<>();
    for (Line line : lines) {
      missing.remove(line.name());
      Optional<String> value = Optional.ofNullable(variables.get(line.name()));
      changed.add(value.map(line::withValue).orElse(line));
    }
    append(missing, changed);
    return new EnvFile(file, changed);
  }

  /** Appends variables, after a line ending where the last line lacks one. */
  private void append(Map<String, String> variables, List<Line> to) {
    String ending = lineEnding();
    int last = to.size() - 1;
    if (!variables.isEmpty() && last >= 0) {
      to.set(last, to.get(last).ended(ending));
    }
    variables.forEach((key, value) -> to.add(Line.of(key, value, ending)));
  }

  /** How the file's first line ends; with a line feed where that cannot be told. */
  private String lineEnding() {
    boolean carriageReturn = !lines.isEmpty() && lines.get(0).ending().equals("\r\n");
    return carriageReturn ? "\r\n" : "\n";
  }

  private void check(String key, String value, Problems problems) {
    String fix = "leave it out with 'exclude', or set it encoded, as base64 for example";
    LineRules.broken(key, value)
        .ifPresent(what -> problems.add(Problem.of(what, Place.of(file), fix)));
  }
}
