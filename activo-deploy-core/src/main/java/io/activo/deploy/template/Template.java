package io.activo.deploy.template;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text with references to variables, read once and rendered as often as wanted. A text is bytes:
 * what is no reference is copied as it is, be it valid UTF-8 or not, and values are inserted as
 * they are and never read again. Reading and rendering take time linear in the text. Immutable as
 * long as nobody changes the array that it was read from.
 *
 * <p>The grammar is that of GNU envsubst 0.21; {@link Dialect} says what differs.
 */
public final class Template {
  private static final int BUFFER = 1 << 16;

  private final String file;
  private final byte[] text;
  private final Dialect dialect;
  private final References references;
  private final List<String> names;
  private final List<Problem> malformed;

  Template(TemplateReader reader) {
    this.file = reader.file();
    this.text = reader.text();
    this.dialect = reader.rules().dialect();
    this.references = reader.references();
    this.names = reader.names();
    this.malformed = reader.malformed();
  }

  /**
   * Reads a template.
   *
   * @param file the name that problems tell
   * @throws DeployException with every malformed reference; in the dialect {@link Dialect#STRICT}
   *     only
   */
  public static Template parse(String file, byte[] text, TemplateRules rules) {
    Template template = read(file, text, rules);
    if (!template.malformed.isEmpty()) {
      throw new DeployException(template.malformed);
    }
    return template;
  }

  /**
   * Reads a template as {@link #parse}, but leaves it to rendering to refuse malformed references,
   * together with unset names: for a caller who wants every mistake of a template at once.
   */
  public static Template read(String file, byte[] text, TemplateRules rules) {
    return new Template(new TemplateReader(file, text, rules).read());
  }

  /**
   * The names that a SHELL-FORMAT of GNU envsubst holds, in order and as often as they stand there:
   * what {@code envsubst --variables} prints.
   */
  public static List<String> variables(String shellFormat) {
    byte[] text = shellFormat.getBytes(StandardCharsets.UTF_8);
    Template format = parse("SHELL-FORMAT", text, TemplateRules.of(Dialect.GNU));
    List<String> occurrences = new ArrayList<>();
    for (int i = 0; i < format.references.count(); i++) {
      occurrences.add(format.names.get(format.references.name(i)));
    }
    return occurrences;
  }

  /** The names that rendering asks for, in the order of their first use. */
  public Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /**
   * The text with every reference replaced by its value in UTF-8.
   *
   * @throws DeployException with every unset name at its first use, and every malformed reference
   *     that {@link #read} let pass; in the dialect {@link Dialect#STRICT} only
   * @throws ArithmeticException if an array cannot hold the result; a stream can
   */
  public byte[] render(Variables variables) {
    byte[][] values = values(variables, StandardCharsets.UTF_8);
    Output output = new Output(OutputStream.nullOutputStream(), size(values));
    try {
      write(values, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.buffer();
  }

  /**
   * Writes the text with every reference replaced by its value; nothing is written if a name is
   * unset and that is an error. The stream is left open.
   *
   * @param valueCharset what values are written in; {@link StandardCharsets#ISO_8859_1} for values
   *     that are bytes
   * @throws DeployException as {@link #render(Variables)}
   */
  public void render(Variables variables, Charset valueCharset, OutputStream out)
      throws IOException {
    byte[][] values = values(variables, valueCharset);
    Output output = new Output(out, Math.min(BUFFER, text.length));
    write(values, output);
    output.flush();
  }

  private void write(byte[][] values, Output output) throws IOException {
    int copied = 0;
    for (int i = 0; i < references.count(); i++) {
      output.write(text, copied, references.from(i));
      byte[] value = values[references.name(i)];
      output.write(value, 0, value.length);
      copied = references.to(i);
    }
    output.write(text, copied, text.length);
  }

  private int size(byte[][] values) {
    long size = text.length;
    for (int i = 0; i < references.count(); i++) {
      size += values[references.name(i)].length - (references.to(i) - references.from(i));
    }
    return Math.toIntExact(size);
  }

  /** The names that are not set, each at its first use, in the order of the text. */
  public List<Reference> unset(Variables variables) {
    boolean[] told = new boolean[names.size()];
    for (int name = 0; name < told.length; name++) {
      told[name] = variables.value(names.get(name)).isPresent();
    }
    List<Reference> unset = new ArrayList<>();
    Positions positions = new Positions(file, text);
    for (int i = 0; i < references.count(); i++) {
      if (!told[references.name(i)]) {
        told[references.name(i)] = true;
        unset.add(reference(i, positions));
      }
    }
    return unset;
  }

  private Reference reference(int index, Positions positions) {
    int from = references.from(index);
    return new Reference(
        names.get(references.name(index)),
        positions.shown(from, references.to(index)),
        positions.at(from),
        positions.excerpt());
  }

  private void refuseMistakes(Variables variables) {
    Problems problems = new Problems();
    malformed.forEach(problems::add);
    unset(variables).forEach(reference -> problems.add(problem(reference, variables)));
    problems.throwIfAny();
  }

  private static Problem problem(Reference unset, Variables variables) {
    String otherwise =
        "set it in 'variables' or the environment, or name it in templates.passthrough";
    Optional<String> nearest = variables.nearest(unset.name());
    String fix =
        nearest.map(name -> "did you mean '" + name + "'? otherwise ").orElse("") + otherwise;
    return Problem.of(unset.written() + " is not set", unset.place(), fix)
        .withDetail(unset.excerpt());
  }

  private byte[][] values(Variables variables, Charset charset) {
    if (dialect == Dialect.STRICT) {
      refuseMistakes(variables);
    }
    byte[][] values = new byte[names.size()][];
    for (int name = 0; name < values.length; name++) {
      values[name] = variables.value(names.get(name)).orElse("").getBytes(charset);
    }
    return values;
  }
}
