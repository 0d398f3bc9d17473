package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Findings that a description accepts: {@code RULE}, {@code RULE KIND/NAME} or {@code RULE
 * KIND/NAME FIELD}, the field as findings name it, or one above it.
 *
 * @param rule every finding of this rule
 * @param object only in this object, {@code Deployment/web}
 * @param field only at this field or below it, {@code spec.template.spec.containers[0]}
 * @param where where the description says so
 */
public record Acceptance(
    String rule, Optional<String> object, Optional<String> field, Place where) {
  private static final String FORM =
      "write RULE, RULE KIND/NAME or RULE KIND/NAME FIELD: latest-tag Deployment/web";

  /**
   * Reads entries of {@code accept}.
   *
   * @param entries where each stands, and its text
   * @param rules the names of all rules
   * @throws DeployException with every entry that is none, or names no rule
   */
  public static List<Acceptance> parse(Map<Place, String> entries, Collection<String> rules) {
    Problems problems = new Problems();
    List<Acceptance> parsed = new ArrayList<>();
    entries.forEach(
        (where, text) -> problems.collect(() -> parse(text, where, rules)).ifPresent(parsed::add));
    problems.throwIfAny();
    return parsed;
  }

  /**
   * Reads one entry of {@code accept}.
   *
   * @throws DeployException if it is none, or names no rule
   */
  public static Acceptance parse(String text, Place where, Collection<String> rules) {
    List<String> words = List.of(text.strip().split("\\s+"));
    if (words.size() > 3 || (words.size() > 1 && !words.get(1).matches("[^/]+/[^/]+"))) {
      throw new DeployException(Problem.of("'" + text + "' accepts no finding", where, FORM));
    }
    String rule = words.get(0);
    if (!rules.contains(rule)) {
      String near = NearestName.hint(rule, rules);
      String known = "the rules: " + String.join(", ", new TreeSet<>(rules));
      throw new DeployException(
          Problem.of("no rule is called '" + rule + "'", where, near.isEmpty() ? known : near));
    }
    return new Acceptance(rule, word(words, 1), word(words, 2), where);
  }

  private static Optional<String> word(List<String> words, int index) {
    return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
  }

  /** Whether it accepts a finding. */
  public boolean accepts(Finding finding) {
    String found = finding.object().kind() + "/" + finding.object().name();
    return rule.equals(finding.rule())
        && object.map(found::equals).orElse(true)
        && field.map(wanted -> isAtOrBelow(wanted, finding.field().toString())).orElse(true);
  }

  private static boolean isAtOrBelow(String wanted, String found) {
    return found.startsWith(wanted)
        && (found.length() == wanted.length() || ".[".indexOf(found.charAt(wanted.length())) >= 0);
  }

  /** As it is written in a description. */
  @Override
  public String toString() {
    return rule + object.map(o -> " " + o).orElse("") + field.map(f -> " " + f).orElse("");
  }
}
