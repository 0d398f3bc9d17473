package io.activo.deploy.report;

import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a deploy that has ended.
 *
 * @param step what it was to do
 * @param result how it ended; empty when it was not reached
 * @param time how long it took
 */
public record StepReport(StepDescription step, Optional<StepResult> result, Duration time) {

  /** The step was not reached, because one before it failed. */
  public static StepReport notRun(StepDescription step) {
    return new StepReport(step, Optional.empty(), Duration.ZERO);
  }

  /** {@code done}, {@code skipped}, {@code failed} or {@code not run}. */
  public String outcome() {
    StepResult ended = result.orElse(null);
    if (ended instanceof StepResult.Done) {
      return "done";
    }
    if (ended instanceof StepResult.Skipped) {
      return "skipped";
    }
    return ended == null ? "not run" : "failed";
  }

  /** What came of it, one line; empty for a step that was not run. */
  public String summary() {
    StepResult ended = result.orElse(null);
    if (ended instanceof StepResult.Done done) {
      return done.summary();
    }
    if (ended instanceof StepResult.Skipped skipped) {
      return skipped.reason();
    }
    return ended instanceof StepResult.Failed failed ? failed.problems().get(0).what() : "";
  }
}
