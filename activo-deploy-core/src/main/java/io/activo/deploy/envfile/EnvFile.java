package io.activo.deploy.envfile;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An env-file, read as the program of its {@link EnvFileDialect} reads it. Whatever is not changed
 * keeps every byte: comments, order, blank lines, line endings, a byte order mark, quotes, {@code
 * export}, blanks around {@code =}, a missing line feed at the end. A value that is changed is
 * written so that the program reads back exactly it, in the quotes that stood there where they can
 * hold it; what no quotes can hold is refused by key.
 *
 * <p>Immutable. Shows no values: they may be secrets.
 */
public final class EnvFile {
  private final String file;
  private final EnvFileDialect dialect;
  private final String text;
  private final List<Assignment> assignments;

  EnvFile(String file, EnvFileDialect dialect, String text, List<Assignment> assignments) {
    this.file = file;
    this.dialect = dialect;
    this.text = text;
    this.assignments = List.copyOf(assignments);
  }

  /** Reads an env-file as {@code docker --env-file} does. */
  public static EnvFile parse(String file, byte[] text) {
    return parse(file, text, EnvFileDialect.DOCKER);
  }

  /**
   * Reads an env-file.
   *
   * @param file the name that problems tell
   * @throws DeployException with everything that the dialect's program would refuse, such as a key
   *     with a blank, a quote that nothing closes, a malformed reference
   */
  public static EnvFile parse(String file, byte[] text, EnvFileDialect dialect) {
    SourceText source = new SourceText(file, LosslessUtf8.decode(text));
    List<Assignment> assignments = dialect.syntax().read(source);
    source.problems().throwIfAny();
    return new EnvFile(file, dialect, source.text(), assignments);
  }

  /** An env-file without lines, as docker reads it. */
  public static EnvFile empty() {
    return empty(EnvFileDialect.DOCKER);
  }

  /** An env-file without lines. */
  public static EnvFile empty(EnvFileDialect dialect) {
    return new EnvFile("the env-file", dialect, "", List.of());
  }

  /** Which program reads it. */
  public EnvFileDialect dialect() {
    return dialect;
  }

  /** What the program reads when its own environment is empty; see {@link #values(Map)}. */
  public Map<String, String> values() {
    return values(Map.of());
  }

  /**
   * What the program reads, in the order of the keys' first lines; of several lines with one key
   * the last wins.
   *
   * @param environment where a key without {@code =} finds its value (it has none if it is not
   *     there), and, in the dialect {@code compose}, where references are looked up before the
   *     lines above
   * @throws DeployException in the dialect {@code compose}, with every required variable that is
   *     absent
   */
  public Map<String, String> values(Map<String, String> environment) {
    Problems problems = new Problems();
    Map<String, String> values = new LinkedHashMap<>();
    for (Assignment assignment : assignments) {
      Optional<String> value =
          assignment.content().isEmpty()
              ? Optional.ofNullable(environment.get(assignment.name()))
              : resolved(assignment, environment, values, problems);
      value.ifPresent(any -> values.put(assignment.name(), any));
    }
    problems.throwIfAny();
    return values;
  }

  private Optional<String> resolved(
      Assignment assignment,
      Map<String, String> environment,
      Map<String, String> above,
      Problems problems) {
    Content content = assignment.content().orElseThrow();
    if (!content.interpolated()) {
      return Optional.of(dialect.syntax().shown(content.text()));
    }
    try {
      String value =
          ComposeTemplate.parse(content.text())
              .resolve(
                  name ->
                      Optional.ofNullable(environment.get(name))
                          .or(() -> Optional.ofNullable(above.get(name))));
      return Optional.of(dialect.syntax().shown(value));
    } catch (ComposeTemplate.Unresolved e) {
      problems.add(
          Problem.of(
              "the value of '" + assignment.name() + "' cannot be had: " + e.reason(),
              place(assignment),
              "set the variable, or mend the reference"));
      return Optional.empty();
    }
  }

  /**
   * The values as they stand, by key: without quotes and escapes, references to variables not
   * looked up. Of several lines with one key the last wins; a key without {@code =} has none.
   */
  public Map<String, String> readable() {
    Map<String, String> readable = new LinkedHashMap<>();
    assignments.forEach(
        assignment ->
            assignment
                .content()
                .ifPresent(
                    content ->
                        readable.put(
                            assignment.name(), dialect.syntax().shown(content.readable()))));
    return readable;
  }

  /** The keys in the order of their first lines, those without {@code =} among them. */
  public List<String> keys() {
    return assignments.stream().map(Assignment::name).distinct().toList();
  }

  /**
   * The keys to whose variables other lines refer, each with the keys of those lines: {@code
   * A=${B}} is B with A. In the dialect {@code compose}; the others know no references.
   */
  Map<String, Set<String>> references() {
    Map<String, Set<String>> references = new TreeMap<>();
    for (Assignment assignment : assignments) {
      assignment
          .content()
          .filter(Content::interpolated)
          .map(content -> ComposeTemplate.parse(content.text()).names())
          .orElse(List.of())
          .forEach(
              name ->
                  references.computeIfAbsent(name, any -> new TreeSet<>()).add(assignment.name()));
    }
    return references;
  }

  /** The values of all lines, those that a later line outdoes among them. */
  List<ReadValue> readValues() {
    Map<String, String> resolved = resolvedOrNone();
    List<ReadValue> values = new ArrayList<>();
    for (Assignment assignment : assignments) {
      assignment
          .content()
          .map(content -> dialect.syntax().shown(content.readable()))
          .map(
              text ->
                  ReadValue.of(assignment, text, resolved.getOrDefault(assignment.name(), text)))
          .ifPresent(values::add);
    }
    return values;
  }

  private Map<String, String> resolvedOrNone() {
    try {
      return values();
    } catch (DeployException e) {
      return Map.of();
    }
  }

  /**
   * Where the value of a key stands in the file that was read, on the last of its lines; empty for
   * a key that was added since.
   */
  public Optional<Place.InText> place(String key) {
    return assignments.stream()
        .filter(assignment -> assignment.name().equals(key))
        .reduce((first, second) -> second)
        .flatMap(Assignment::origin);
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

  private EnvFile withAll(Map<String, String> variables) {
    EnvFileEditor editor = new EnvFileEditor(this);
    editor.set(variables);
    return editor.result();
  }

  /** This file without the lines of keys that the patterns do not accept; comments stay. */
  public EnvFile only(KeyPatterns patterns) {
    EnvFileEditor editor = new EnvFileEditor(this);
    editor.remove(key -> !patterns.accepts(key));
    return editor.result();
  }

  /**
   * This file rewritten for an environment: values, keys and lines, in the order that {@link
   * EnvFileRewrite} tells. Comments stay. A key that is both unset and set is set; the value of a
   * key that is set or goes is not looked at.
   *
   * <p>Where a value refers to variables, its text is edited, and the words of {@code
   * ${NAME:-word}}; the references stay as they are.
   *
   * @throws DeployException with every key or value that no line can hold, and every value of which
   *     it is not clear what to change, by key
   */
  public EnvFile rewrite(EnvFileRewrite rewrite) {
    Predicate<String> isFinal = rewrite.set()::containsKey;
    Predicate<String> goes =
        isFinal.negate().and(key -> KeyPatterns.matchesAny(rewrite.unset(), key));
    EnvFileEditor editor = new EnvFileEditor(this);
    editor.edit(
        rewrite.edit(),
        key -> isFinal.or(goes).negate().test(rewrite.rename().getOrDefault(key, key)));
    editor.rename(rewrite.rename());
    editor.remove(goes);
    editor.set(rewrite.set());
    return editor.result();
  }

  /** The file's bytes. */
  public byte[] bytes() {
    return LosslessUtf8.encode(text);
  }

  /** The name and the keys. */
  @Override
  public String toString() {
    return file + keys().stream().collect(Collectors.joining(", ", " (", ")"));
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  List<Assignment> assignments() {
    return new ArrayList<>(assignments);
  }

  /** How the file's first line ends; with a line feed where that cannot be told. */
  String lineBreak() {
    int feed = text.indexOf('\n');
    return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
  }

  /** The length of the byte order mark. */
  int bom() {
    return new SourceText(file, text).start();
  }

  private Place place(Assignment assignment) {
    return assignment.origin().map(place -> (Place) place).orElse(Place.of(file));
  }
}
