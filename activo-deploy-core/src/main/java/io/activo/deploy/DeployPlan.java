package io.activo.deploy;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.ReleasedImages;
import io.activo.deploy.step.Step;
import java.util.List;

/**
 * All that a deploy will do, complete before anything is done.
 *
 * @param subject what is deployed, and where
 * @param facts name and value of what a reader wants to know first
 * @param steps in the order in which they run
 * @param released the images that the steps have pushed or found so far
 * @param warnings what is allowed, but probably not meant
 * @param isProtected whether the environment is protected
 * @param masker knows every secret of the run
 * @param release closes what the steps have opened; {@link Deployer} calls it at the end
 */
public record DeployPlan(
    DeployReport.Subject subject,
    List<Fact> facts,
    List<Step> steps,
    ReleasedImages released,
    List<Problem> warnings,
    boolean isProtected,
    Masker masker,
    Runnable release) {
  public DeployPlan {
    facts = List.copyOf(facts);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** One thing to know: {@code cluster}, {@code context staging}. */
  public record Fact(String name, String value) {}
}
