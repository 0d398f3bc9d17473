package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Puts values into a document of manifests, YAML or JSON, so that each is read as the text that it
 * is. A value must not add a key, end a text, open a list or begin a comment; and where Kubernetes
 * wants text it must not become a number, true or false, nothing or a date. In a block ({@code |})
 * the lines of a value get the block's indentation.
 *
 * <p>The judge is the reader of YAML itself: the document is read once more with a harmless word in
 * the place of each value, and must be the same but for those words.
 */
public final class ManifestValues {
  /** Such a value breaks nothing, but behind a backslash. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Rendered rendered;
  private final ValueRules rules;
  private final Probe probe;
  private final Quoting quoting;

  private ManifestValues(Rendered rendered, ValueRules rules, Probe probe) {
    this.rendered = rendered;
    this.rules = rules;
    this.probe = probe;
    this.quoting = new Quoting(probe);
  }

  /**
   * The text with values that can break nothing.
   *
   * @throws DeployException with every value that is not read as the text that it is, at its
   *     reference in the template; never with the value
   */
  public static Rendered settle(Rendered rendered, ValueRules rules) {
    if (!rendered.isSubstituted()) {
      return rendered;
    }
    Probe probe =
        Probe.of(rendered, rules).orElseThrow(() -> new DeployException(bare(rendered, rules)));
    return new ManifestValues(rendered, rules, probe).settled();
  }

  private Rendered settled() {
    Set<YamlScalar> quoted = new LinkedHashSet<>();
    Rendered settled = with(quoted);
    List<Finding> findings = findings(settled);
    if (!findings.isEmpty() && rules.quoting() == ValueRules.Quoting.AUTO) {
      findings.forEach(finding -> finding.scalar().ifPresent(quoted::add));
      settled = with(quoted);
      findings = findings(settled);
    }
    Problems problems = new Problems();
    findings.forEach(finding -> problems.add(finding.problem()));
    problems.throwIfAny();
    return settled;
  }

  private Rendered with(Set<YamlScalar> quoted) {
    return probe.text().edited(quoting.edits(quoted, rules.verbatim()));
  }

  /** A value that is not read as what it is, and the scalar of the probe that it stands in. */
  private record Finding(Problem problem, Optional<YamlScalar> scalar) {}

  private List<Finding> findings(Rendered settled) {
    Set<Integer> breaking = breaking(settled);
    Rendered sound =
        breaking.isEmpty()
            ? settled
            : settled.with(
                value ->
                    breaking.contains(value.index()) ? probe.tokens().token(value) : value.value());
    List<Finding> findings = new ArrayList<>();
    breaking.forEach(index -> findings.add(breaking(index)));
    List<YamlNode> documents = Probe.parse(sound).orElse(List.of());
    List<TextFields.Mistyped> fields = new ArrayList<>();
    documents.forEach(document -> TextFields.find(document, fields::add));
    for (TextFields.Mistyped field : fields) {
      probe
          .counterpart(field.scalar(), documents)
          .flatMap(scalar -> mistyped(field, scalar))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private String value(int index) {
    return probe.values().get(index).value();
  }

  /** The values that break the document, each alone; else the first that does with those before. */
  private Set<Integer> breaking(Rendered settled) {
    Set<Integer> breaking = new TreeSet<>();
    if (probe.matches(settled, this::value)) {
      return breaking;
    }
    List<Integer> checked =
        settled.insertions().stream().filter(this::isChecked).map(Insertion::index).toList();
    List<Integer> suspects =
        checked.stream().filter(index -> !HARMLESS.matcher(value(index)).matches()).toList();
    findBreaking(settled, suspects, breaking);
    for (int count = 1; breaking.isEmpty() && count <= checked.size(); count++) {
      if (breaks(settled, checked.subList(0, count))) {
        breaking.add(checked.get(count - 1));
      }
    }
    return breaking;
  }

  /** By halves, since every question reads the document once more. */
  private void findBreaking(Rendered settled, List<Integer> suspects, Set<Integer> breaking) {
    if (suspects.isEmpty() || !breaks(settled, suspects)) {
      return;
    }
    int half = suspects.size() / 2;
    if (half == 0) {
      breaking.add(suspects.get(0));
    } else {
      findBreaking(settled, suspects.subList(0, half), breaking);
      findBreaking(settled, suspects.subList(half, suspects.size()), breaking);
    }
  }

  private boolean isChecked(Insertion value) {
    return !rules.raw().contains(value.name());
  }

  /** Whether the document is another one with some of the values in it, and words for the rest. */
  private boolean breaks(Rendered settled, Collection<Integer> some) {
    Set<Integer> put = Set.copyOf(some);
    Rendered partly =
        settled.with(
            value ->
                put.contains(value.index()) || !isChecked(value)
                    ? value.value()
                    : probe.tokens().token(value));
    return !probe.matches(
        partly,
        index ->
            put.contains(index) ? value(index) : probe.tokens().token(probe.values().get(index)));
  }

  private Finding breaking(int index) {
    Insertion value = probe.values().get(index);
    Optional<YamlScalar> scalar = probe.scalar(index);
    return new Finding(
        at(value, Breakage.what(value, scalar), Breakage.fix(value, scalar)), scalar);
  }

  /** What a field is read as concerns us where a value or the word of a form stands in it. */
  private Optional<Finding> mistyped(TextFields.Mistyped field, YamlScalar meant) {
    Rendered words = probe.text();
    int from = words.offset(meant.at().line(), meant.at().column());
    int to = from + meant.text().getBytes(StandardCharsets.UTF_8).length;
    Set<String> names = words.sources(from, to);
    boolean told = rules.unset().containsAll(names) && field.scalar().isNull();
    if (names.isEmpty() || told || rules.raw().containsAll(names)) {
      return Optional.empty();
    }
    String what =
        "%s is text to Kubernetes, but with the value of %s it is read as %s"
            .formatted(field.path(), names.iterator().next(), field.readAs());
    String fix = "put the whole of it in double quotes, or set templates.quote: auto";
    Problem problem = Problem.of(what, words.place(from), fix).withDetail(words.excerpt(from));
    return Optional.of(new Finding(problem, Optional.of(meant)));
  }

  private Problem at(Insertion value, String what, String fix) {
    return Problem.of(what, rendered.place(value), fix).withDetail(rendered.excerpt(value));
  }

  /**
   * What is wrong where words alone make no document: either the document is none with its values
   * too, or a value stands where only a part of a document can.
   */
  private static List<Problem> bare(Rendered rendered, ValueRules rules) {
    Problems problems = new Problems();
    problems.run(() -> Manifests.read(rendered));
    if (problems.isEmpty()) {
      Tokens tokens = Tokens.of(rendered);
      List<Insertion> checked =
          rendered.insertions().stream()
              .filter(value -> !rules.raw().contains(value.name()))
              .toList();
      List<Insertion> guilty =
          checked.stream().filter(value -> isPartOfDocument(rendered, value, tokens)).toList();
      (guilty.isEmpty() ? checked : guilty).forEach(value -> problems.add(part(rendered, value)));
    }
    return problems.list();
  }

  private static boolean isPartOfDocument(Rendered rendered, Insertion value, Tokens tokens) {
    Rendered partly =
        rendered.with(each -> each.index() == value.index() ? tokens.token(each) : each.value());
    return Probe.parse(partly).isEmpty();
  }

  private static Problem part(Rendered rendered, Insertion value) {
    return Problem.of(
            "the value of " + value.name() + " stands where only YAML can",
            rendered.place(value),
            "name it in templates.raw if it carries YAML")
        .withDetail(rendered.excerpt(value));
  }
}
