package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  /** Of findings that are told: whoever has more mends these first. */
  private static final int MOST = 100;

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
    List<Finding> findings = findings(settled, quoted);
    while (rules.quoting() == ValueRules.Quoting.AUTO && quotesMore(findings, quoted)) {
      settled = with(quoted);
      findings = findings(settled, quoted);
    }
    Problems problems = new Problems();
    findings.stream().limit(MOST).forEach(finding -> problems.add(finding.problem()));
    if (findings.size() > MOST) {
      String more = "and " + (findings.size() - MOST) + " values more in this template";
      problems.add(Problem.of(more, Place.of(rendered.file()), ""));
    }
    problems.throwIfAny();
    return settled;
  }

  private static boolean quotesMore(List<Finding> findings, Set<YamlScalar> quoted) {
    boolean more = false;
    for (Finding finding : findings) {
      more |= finding.scalar().filter(quoted::add).isPresent();
    }
    return more;
  }

  private Rendered with(Set<YamlScalar> quoted) {
    return probe.text().edited(quoting.edits(quoted, rules.verbatim()));
  }

  /** A value that is not read as what it is, and the scalar of the probe that it stands in. */
  private record Finding(Problem problem, Optional<YamlScalar> scalar) {}

  private List<Finding> findings(Rendered settled, Set<YamlScalar> quoted) {
    Set<Integer> breaking = BreakingValues.of(probe, settled, quoted);
    List<Finding> findings = new ArrayList<>();
    breaking.forEach(index -> findings.add(breaking(index)));
    Rendered sound =
        breaking.isEmpty() ? settled : probe.withOnly(settled, each -> !breaking.contains(each));
    if (!probe.matches(sound, each -> probe.isChecked(each) && !breaking.contains(each))) {
      return findings;
    }
    List<YamlNode> read = Probe.parse(sound).orElse(List.of());
    TextFields.find(probe.documents(), read, probe::named).stream()
        .flatMap(field -> mistyped(field).stream())
        .forEach(findings::add);
    return findings;
  }

  private Finding breaking(int index) {
    Insertion value = probe.values().get(index);
    Optional<YamlScalar> scalar = probe.scalar(index);
    boolean unset = rules.unset().contains(value.name());
    boolean auto = rules.quoting() == ValueRules.Quoting.AUTO;
    boolean key = !unset && probe.isInKey(index);
    Problem problem =
        Problem.of(
            key ? Breakage.ofKey(value) : Breakage.what(value, scalar, unset),
            rendered.place(value),
            key ? Breakage.MEND_OF_KEY : Breakage.fix(value, scalar, auto, unset));
    return new Finding(problem.withDetail(rendered.excerpt(value)), scalar);
  }

  /** What a field is read as concerns us where a value or the word of a form stands in it. */
  private Optional<Finding> mistyped(TextFields.Mistyped field) {
    YamlScalar meant = field.meant();
    Rendered words = probe.text();
    int from = words.offset(meant.at().line(), meant.at().column());
    Set<String> names = words.sources(from, from + lengthInText(meant, from));
    boolean told = rules.unset().containsAll(names) && probe.valued(meant.text()).isEmpty();
    if (names.isEmpty() || told || rules.raw().containsAll(names)) {
      return Optional.empty();
    }
    String what =
        "%s is text to Kubernetes, but with the value of %s it is read as %s"
            .formatted(field.what(), names.iterator().next(), field.readAs());
    String orAuto =
        rules.quoting() == ValueRules.Quoting.AUTO ? "" : ", or set templates.quote: auto";
    Problem problem =
        Problem.of(what, words.place(from), "put the whole of it in double quotes" + orAuto)
            .withDetail(words.excerpt(from));
    return Optional.of(new Finding(problem, Optional.of(meant)));
  }

  /** Up to the scalar's last character; what stands before its text, such as an anchor, counts. */
  private int lengthInText(YamlScalar meant, int from) {
    String line = probe.text().line(from);
    int at = line.indexOf(meant.text());
    String upTo = at < 0 ? meant.text() : line.substring(0, at) + meant.text();
    return upTo.getBytes(StandardCharsets.UTF_8).length;
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
