package io.activo.deploy;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.StepReport;
import io.activo.deploy.step.Step;
import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a plan: step by step, until one fails. */
public final class Deployer {
  private final DeployLog log;
  private final Clock clock;

  public Deployer(DeployLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Does what the plan says. A failure is in the report, never thrown. */
  public DeployReport deploy(DeployPlan plan) {
    Instant started = clock.instant();
    log.deploying(plan);
    List<StepReport> steps = new ArrayList<>();
    try {
      for (Step step : plan.steps()) {
        steps.add(failed(steps) ? StepReport.notRun(step.describe()) : run(step, steps, plan));
      }
    } finally {
      plan.release().run();
    }
    DeployReport report =
        new DeployReport(
            plan.subject(), started, since(started), steps, plan.released().all(), plan.warnings());
    log.deployed(report);
    return report;
  }

  private static boolean failed(List<StepReport> steps) {
    return steps.stream().anyMatch(step -> step.outcome().equals("failed"));
  }

  private StepReport run(Step step, List<StepReport> before, DeployPlan plan) {
    Instant started = clock.instant();
    StepDescription description = step.describe();
    Progress progress = log.running(before.size() + 1, plan.steps().size(), description);
    StepReport report =
        new StepReport(description, Optional.of(result(step, progress)), since(started));
    log.ended(report);
    return report;
  }

  private static StepResult result(Step step, Progress progress) {
    try {
      return step.run(progress);
    } catch (DeployException e) {
      return new StepResult.Failed(e.problems());
    } catch (RuntimeException e) {
      return new StepResult.Failed(List.of(defect(e)));
    }
  }

  /** What must not happen; the report is wanted all the same. */
  private static Problem defect(RuntimeException e) {
    List<String> stack =
        List.of(e.getStackTrace()).stream().limit(8).map(frame -> "at " + frame).toList();
    return Problem.of("a defect of activo-deploy: " + e, "please report it with these lines")
        .withDetail(stack);
  }

  private Duration since(Instant started) {
    return Duration.between(started, clock.instant());
  }
}
