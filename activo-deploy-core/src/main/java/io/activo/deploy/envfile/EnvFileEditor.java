package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Changes an env-file, and reads the result again: what is read must be exactly what was asked for,
 * and nothing else may have changed. Collects every problem before it gives up.
 */
final class EnvFileEditor {
  private final EnvFile before;
  private final ValueWriter writer;
  private final Problems problems = new Problems();
  private final List<EditedAssignment> edited = new ArrayList<>();
  private final Map<String, EditedAssignment> added = new LinkedHashMap<>();

  EnvFileEditor(EnvFile before) {
    this.before = before;
    this.writer = new ValueWriter(before);
    before.assignments().forEach(any -> edited.add(EditedAssignment.of(any)));
  }

  /** Edits the values of keys; what the program takes from the environment has none. */
  void edit(ValueEdit edit, Predicate<String> keys) {
    edited.replaceAll(
        line ->
            keys.test(line.name())
                ? problems.collect(() -> editedValue(line, edit), at(line)).orElse(line)
                : line);
  }

  private EditedAssignment editedValue(EditedAssignment line, ValueEdit edit) {
    Optional<Content> old = line.content();
    if (old.isEmpty()) {
      return line;
    }
    Content content = edited(line.name(), old.get(), edit);
    if (content.isSameAs(old.get())) {
      return line;
    }
    if (LosslessUtf8.strayIn(old.get().text()) < 0) {
      writer.check(line.name(), content.text());
    }
    return line.with(writer.written(line.name(), content, Optional.of(line)));
  }

  private static Content edited(String key, Content content, ValueEdit edit) {
    Optional<String> literal = content.literal();
    if (literal.isPresent()) {
      return Content.literal(edit.apply(key, literal.get()));
    }
    ComposeTemplate template = ComposeTemplate.parse(content.text());
    return Content.template(new TemplateEdit(key, edit).apply(template).written());
  }

  /** Gives keys other names, all at once; a name that is there already is refused. */
  void rename(Map<String, String> names) {
    Set<String> kept = new HashSet<>();
    edited.forEach(line -> kept.add(names.containsKey(line.name()) ? "" : line.name()));
    Map<String, String> taken = new LinkedHashMap<>();
    for (int i = 0; i < edited.size(); i++) {
      EditedAssignment line = edited.get(i);
      Optional<String> name = Optional.ofNullable(names.get(line.name()));
      if (name.isPresent()) {
        String other = taken.putIfAbsent(name.get(), line.name());
        if (kept.contains(name.get()) || (other != null && !other.equals(line.name()))) {
          refuse(
              line,
              "'%s' cannot be renamed to '%s': that key is there already"
                  .formatted(line.name(), name.get()),
              "remove one of the two by 'unset' in the file, or choose another name");
        }
        problems.collect(() -> writer.checked(name.get()), at(line));
        edited.set(i, line.renamed(name.get()));
      }
    }
  }

  /** Takes away every line of the keys. */
  void remove(Predicate<String> keys) {
    edited.replaceAll(line -> keys.test(line.name()) ? line.removed() : line);
  }

  /** Gives keys their values, on every line of a key; a key that is not there is appended. */
  void set(Map<String, String> values) {
    Map<String, String> missing = new LinkedHashMap<>(values);
    for (int i = 0; i < edited.size(); i++) {
      EditedAssignment line = edited.get(i);
      Optional<String> value = Optional.ofNullable(values.get(line.name()));
      if (value.isPresent() && !line.isRemoved()) {
        missing.remove(line.name());
        problems.collect(() -> valueSet(line, value.get()), at(line)).ifPresent(replaceAt(i));
      }
    }
    missing.forEach(
        (key, value) ->
            problems
                .collect(
                    () -> EditedAssignment.added(key, written(key, value, Optional.empty())),
                    Place.of(before.file()))
                .ifPresent(line -> added.put(key, line)));
  }

  private Consumer<EditedAssignment> replaceAt(int index) {
    return line -> edited.set(index, line);
  }

  private EditedAssignment valueSet(EditedAssignment line, String value) {
    Content content = Content.literal(value);
    return line.content().filter(content::isSameAs).isPresent()
        ? line
        : line.with(written(line.name(), value, Optional.of(line)));
  }

  private ValueWriter.Written written(String key, String value, Optional<EditedAssignment> line) {
    writer.check(key, value);
    return writer.written(key, Content.literal(value), line);
  }

  /**
   * The file afterwards.
   *
   * @throws io.activo.deploy.problem.DeployException with every problem
   */
  EnvFile result() {
    problems.throwIfAny();
    List<EditedAssignment> expected = new ArrayList<>(edited);
    expected.removeIf(EditedAssignment::isRemoved);
    expected.addAll(added.values());
    SourceText text = new SourceText(before.file(), text());
    List<Assignment> read = before.dialect().syntax().read(text);
    checkReadBack(expected, read, text.problems());
    problems.throwIfAny();
    List<Assignment> placed = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      placed.add(read.get(i).from(expected.get(i).origin()));
    }
    return new EnvFile(before.file(), before.dialect(), text.text(), placed);
  }

  private String text() {
    String old = before.text();
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (EditedAssignment line : edited) {
      Assignment at = line.read();
      if (line.isRemoved()) {
        text.append(old, copied, at.whole().from());
        copied = at.whole().to();
        text.append(isOpen(text) && endsLine(at.whole()) ? before.lineBreak() : "");
      } else if (line.isChanged()) {
        text.append(old, copied, at.key().from()).append(line.name());
        text.append(old, at.key().to(), at.value().from()).append(line.writtenOr(old));
        copied = at.value().to();
      }
    }
    text.append(old, copied, old.length());
    return withAdded(text);
  }

  /** Whether a text ends within a line. */
  private boolean isOpen(StringBuilder text) {
    return text.length() > before.bom() && text.charAt(text.length() - 1) != '\n';
  }

  private boolean endsLine(Span whole) {
    return whole.to() > whole.from() && before.text().charAt(whole.to() - 1) == '\n';
  }

  private String withAdded(StringBuilder text) {
    String end = before.lineBreak();
    if (!added.isEmpty() && isOpen(text)) {
      boolean half = text.charAt(text.length() - 1) == '\r';
      text.append(half ? "\n" : end);
    }
    added.forEach(
        (key, line) -> text.append(key).append('=').append(line.writtenOr("")).append(end));
    return text.toString();
  }

  /** What is read again must be what was asked for, line by line. */
  private void checkReadBack(
      List<EditedAssignment> expected, List<Assignment> read, Problems again) {
    for (int i = 0; i < Math.max(expected.size(), read.size()); i++) {
      boolean same =
          i < expected.size() && i < read.size() && expected.get(i).isReadAs(read.get(i));
      if (!same) {
        if (i < expected.size() && expected.get(i).name().isEmpty()) {
          refuse(
              expected.get(i),
              "the last line is a name alone that no line feed ends, which is read as a value",
              "end the line, or remove it");
          return;
        }
        String key =
            expected.isEmpty() ? "" : expected.get(Math.min(i, expected.size() - 1)).name();
        problems.add(
            Problem.of(
                "the change at or before '" + key + "' would change what is read of other lines",
                Place.of(before.file()),
                "mend the lines around it: a quote that nothing closes, or no line feed at the end"));
        return;
      }
    }
    again.list().forEach(problems::add);
  }

  private Place at(EditedAssignment line) {
    return line.origin().map(place -> (Place) place).orElse(Place.of(before.file()));
  }

  private void refuse(EditedAssignment line, String what, String fix) {
    problems.add(Problem.of(what, at(line), fix));
  }
}
