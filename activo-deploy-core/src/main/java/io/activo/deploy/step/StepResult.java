package io.activo.deploy.step;

import io.activo.deploy.problem.Problem;
import java.util.List;

/** How a step ended. */
public sealed interface StepResult {

  /**
   * It did what it was to do.
   *
   * @param summary what came of it, one line
   */
  record Done(String summary) implements StepResult {}

  /**
   * Nothing was done.
   *
   * @param reason why not, one line
   */
  record Skipped(String reason) implements StepResult {}

  /**
   * It could not be done.
   *
   * @param problems why, at least one
   */
  record Failed(List<Problem> problems) implements StepResult {
    public Failed {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a failure needs a problem");
      }
    }
  }
}
