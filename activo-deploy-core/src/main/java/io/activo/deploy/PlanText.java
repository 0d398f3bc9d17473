package io.activo.deploy;

import io.activo.deploy.kubernetes.diff.DiffText;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.step.Step;
import io.activo.deploy.step.StepDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as lines for a console, without secrets. */
public final class PlanText {
  private PlanText() {}

  /** The plan with every detail: what {@code activo:plan} prints. */
  public static List<String> lines(DeployPlan plan) {
    List<String> lines = new ArrayList<>(heading(plan));
    lines.add("steps");
    int number = 1;
    for (Step step : plan.steps()) {
      StepDescription description = step.describe();
      lines.add(
          String.format(
              Locale.ROOT, "  %d %-9s %s", number++, description.verb(), description.what()));
      description.details().forEach(detail -> lines.add("              " + detail));
    }
    return masked(plan, lines);
  }

  /** What is deployed, and where. */
  public static List<String> heading(DeployPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        plan.subject().app()
            + " to "
            + plan.subject().environment()
            + (plan.subject().rehearsal() ? ": a rehearsal, nothing leaves this machine" : ""));
    plan.facts()
        .forEach(
            fact -> lines.add(String.format(Locale.ROOT, "  %-10s %s", fact.name(), fact.value())));
    return masked(plan, lines);
  }

  /**
   * What applying would change.
   *
   * @param full whether nothing is cut
   */
  public static List<String> differences(DeployPlan plan, Comparison.Answer answer, boolean full) {
    return masked(plan, DiffText.lines(answer.diff(), full));
  }

  /** What the plan warns of. */
  public static List<String> warnings(DeployPlan plan) {
    return masked(plan).stream().flatMap(each -> each.toString().lines()).toList();
  }

  /** What the plan warns of, without secrets. */
  static List<Problem> masked(DeployPlan plan) {
    return plan.warnings().stream().map(each -> each.map(plan.masker()::mask)).toList();
  }

  private static List<String> masked(DeployPlan plan, List<String> lines) {
    return lines.stream().map(plan.masker()::mask).toList();
  }
}
