package io.activo.deploy;

import io.activo.deploy.progress.Progress;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.StepReport;
import io.activo.deploy.step.StepDescription;

/** Told of everything that happens during a deploy. */
public interface DeployLog extends AutoCloseable {

  /** A deploy begins. */
  void deploying(DeployPlan plan);

  /**
   * A step begins.
   *
   * @param number from 1
   * @return told of what goes on in it
   */
  Progress running(int number, int of, StepDescription step);

  /** A step has ended. */
  void ended(StepReport step);

  /** The deploy has ended. */
  void deployed(DeployReport report);

  @Override
  void close();
}
