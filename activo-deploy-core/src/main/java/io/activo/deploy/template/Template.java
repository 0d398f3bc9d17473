package io.activo.deploy.template;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text with references to variables, read once and rendered as often as wanted. A text is bytes:
 * what is no reference is copied as it is, be it valid UTF-8 or not, and values are inserted as
 * they are and never read again. Reading and rendering take time linear in the text and, beside
 * text and result, memory for the names alone. {@link Dialect} and {@link TemplateRules} say what a
 * reference is; {@link TemplateStream} renders a text of any size without holding it.
 *
 * <p>Immutable as long as nobody changes the array that it was read from; may be used by several
 * threads.
 */
public final class Template {
  private static final int BUFFER = 1 << 16;

  /** Of mistakes that are told: whoever has more mends these first. */
  private static final int MOST = 100;

  private final String file;
  private final byte[] text;
  private final TemplateRules rules;
  private final Names names;
  private final Survey survey = new Survey();

  private Template(String file, byte[] text, TemplateRules rules) {
    this.file = file;
    this.text = text;
    this.rules = rules;
    this.names = new Names(rules::substitutes);
    Scanner.of(rules, text, names, survey).scan(text.length);
  }

  /**
   * Reads a template.
   *
   * @param file the name that problems tell
   * @throws DeployException with every malformed reference
   */
  public static Template parse(String file, byte[] text, TemplateRules rules) {
    Template template = read(file, text, rules);
    template.refuse(new Problems(), template.survey.malformed());
    return template;
  }

  /**
   * Reads a template from a file.
   *
   * @throws DeployException with every malformed reference
   */
  public static Template parse(Path file, TemplateRules rules) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file), rules);
  }

  /**
   * Reads a template as {@link #parse}, but leaves it to rendering to refuse malformed references,
   * together with unset names: for a caller who wants every mistake of a template at once.
   */
  public static Template read(String file, byte[] text, TemplateRules rules) {
    return new Template(file, text, rules);
  }

  /**
   * The names that a SHELL-FORMAT of GNU envsubst holds, in order and as often as they stand there:
   * what {@code envsubst --variables} prints.
   */
  public static List<String> variables(String shellFormat) {
    byte[] format = shellFormat.getBytes(StandardCharsets.UTF_8);
    Names names = new Names(any -> true);
    List<String> occurrences = new ArrayList<>();
    Found survey =
        new Found() {
          @Override
          public void reference(int from, int name) {
            occurrences.add(names.name(name));
          }
        };
    new GnuScanner(format, names, survey).scan(format.length);
    return occurrences;
  }

  /** The names that rendering may ask for, in the order of their first use. */
  public Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(names.numbered()));
  }

  /**
   * The text with every reference replaced by its value in UTF-8.
   *
   * @throws DeployException with everything that is wrong: every unset name at its first use (where
   *     that is an error), every <code>${NAME:?message}</code> that lacks its value, and every
   *     malformed reference that {@link #read} let pass
   * @throws ArithmeticException if an array cannot hold the result; a stream can
   */
  public byte[] render(Variables variables) {
    Values values = new Values(names, variables, StandardCharsets.UTF_8);
    int size = Math.toIntExact(length(values));
    Output output = new Output(OutputStream.nullOutputStream(), size);
    evaluate(values, new Sink.ToOutput(output));
    return output.buffer();
  }

  /** As {@link #render(Variables)}, as text; what is no UTF-8 becomes U+FFFD. */
  public String renderToString(Variables variables) {
    return new String(render(variables), StandardCharsets.UTF_8);
  }

  /**
   * Writes the rendered text; nothing is written if anything is wrong. The stream is left open.
   *
   * @param valueCharset what values are written in; {@link StandardCharsets#ISO_8859_1} for values
   *     that are bytes
   * @throws DeployException as {@link #render(Variables)}
   */
  public void render(Variables variables, Charset valueCharset, OutputStream out)
      throws IOException {
    Values values = new Values(names, variables, valueCharset);
    if (!survey.isSafe(values, rules.unsetIsError())) {
      length(values);
    }
    Output output = new Output(out, Math.min(BUFFER, Math.max(1, text.length)));
    try {
      evaluate(values, new Sink.ToOutput(output));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    output.flush();
  }

  /** As {@link #render(Variables, Charset, OutputStream)}, with values in UTF-8. */
  public void render(Variables variables, OutputStream out) throws IOException {
    render(variables, StandardCharsets.UTF_8, out);
  }

  /**
   * Writes the rendered text to a file, whole or not at all. The file can be read and written by
   * its owner only, since values may be secrets, also where one was there that others could read.
   *
   * @throws DeployException as {@link #render(Variables)}
   */
  public void render(Variables variables, Path to) throws IOException {
    PrivateFile.write(to, out -> render(variables, out));
  }

  /**
   * The rendered text together with where each part of it comes from.
   *
   * @throws DeployException as {@link #render(Variables)}
   */
  public Rendered rendered(Variables variables) {
    Values values = new Values(names, variables, StandardCharsets.UTF_8);
    Pieces pieces = new Pieces(Math.toIntExact(length(values)));
    evaluate(values, pieces);
    return pieces.rendered(file, text);
  }

  /** The references whose name is not set and whose value is needed, each name at its first. */
  public List<Reference> unset(Variables variables) {
    Values values = new Values(names, variables, StandardCharsets.UTF_8);
    List<Evaluation.Unset> unset = evaluate(values, new Sink.Length()).unset();
    return unset.isEmpty() ? List.of() : references(unset);
  }

  private List<Reference> references(List<Evaluation.Unset> unset) {
    Lines lines = new Lines(file, text);
    return unset.stream().map(each -> reference(each, lines)).toList();
  }

  private Evaluation evaluate(Values values, Sink sink) {
    Evaluation evaluation = new Evaluation(text, names, values.forgetAssignments(), sink);
    Scanner.of(rules, text, names, evaluation).scan(text.length);
    return evaluation;
  }

  /** How long the rendered text will be, in bytes; refuses what is wrong with it. */
  private long length(Values values) {
    Sink.Length length = new Sink.Length();
    Evaluation evaluation = evaluate(values, length);
    Problems problems = new Problems();
    if (rules.unsetIsError() && !evaluation.unset().isEmpty()) {
      references(evaluation.unset()).stream()
          .map(reference -> problem(reference, values.variables()))
          .forEach(problems::add);
    }
    refuse(problems, evaluation.mistakes());
    return length.length();
  }

  private void refuse(Problems problems, List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      Lines lines = new Lines(file, text);
      mistakes.stream()
          .sorted((one, other) -> Integer.compare(one.at(), other.at()))
          .limit(MOST)
          .forEach(mistake -> problems.add(mistake.problem(lines)));
      if (mistakes.size() > MOST) {
        String more = "and " + (mistakes.size() - MOST) + " mistakes more in this template";
        problems.add(Problem.of(more, Place.of(file), ""));
      }
    }
    problems.throwIfAny();
  }

  private Reference reference(Evaluation.Unset unset, Lines lines) {
    String name = names.name(unset.name());
    return new Reference(
        name, written(unset.at(), name), lines.place(unset.at()), lines.excerpt(unset.at()));
  }

  /** A reference as it stands in the text. */
  private String written(int at, String name) {
    boolean braced = !rules.placeholder().isDollar() || text[at + 1] == '{';
    String written = braced ? rules.placeholder().around(name) : "$" + name;
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    return Excerpt.of(bytes, 0, bytes.length);
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
}
