package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/**
 * An admission webhook allows no dry run: the question was refused, not the object. Caught by those
 * who can go on without the answer.
 */
public final class NoDryRun extends DeployException {
  private static final long serialVersionUID = 1L;

  public NoDryRun(Problem problem) {
    super(problem);
  }
}
