package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.function.Predicate;

/**
 * What findings come to, with those that a description accepts.
 *
 * @param errors what nobody accepts and cannot work
 * @param warnings what nobody accepts and is probably not meant
 * @param accepted what the description accepts, errors and warnings
 * @param idle a warning for each acceptance that accepts nothing
 */
public record Judgement(
    List<Finding> errors, List<Finding> warnings, List<Finding> accepted, List<Problem> idle) {
  public Judgement {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    accepted = List.copyOf(accepted);
    idle = List.copyOf(idle);
  }

  /** Judges findings of any checks, which stay in their order. */
  public static Judgement of(List<Finding> findings, List<Acceptance> acceptances) {
    Predicate<Finding> isAccepted =
        finding -> acceptances.stream().anyMatch(each -> each.accepts(finding));
    List<Finding> open = findings.stream().filter(isAccepted.negate()).toList();
    return new Judgement(
        open.stream().filter(finding -> finding.severity() == Severity.ERROR).toList(),
        open.stream().filter(finding -> finding.severity() == Severity.WARNING).toList(),
        findings.stream().filter(isAccepted).toList(),
        acceptances.stream()
            .filter(each -> findings.stream().noneMatch(each::accepts))
            .map(Judgement::idle)
            .toList());
  }

  private static Problem idle(Acceptance acceptance) {
    return Problem.of("'" + acceptance + "' accepts nothing", acceptance.where(), "remove it");
  }
}
