package io.activo.deploy.step;

import io.activo.deploy.progress.Progress;

/**
 * One thing that a deploy does: a record of immutable data and the ports that it needs. A port is
 * opened when {@link #run} first asks for it.
 */
public interface Step {

  /** What the step will do. Pure; shows no secret. */
  StepDescription describe();

  /**
   * Does it.
   *
   * @throws io.activo.deploy.problem.DeployException if it cannot be done; the same as returning
   *     {@link StepResult.Failed}
   */
  StepResult run(Progress progress);
}
