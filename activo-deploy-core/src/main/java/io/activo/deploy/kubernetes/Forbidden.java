package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/**
 * The cluster answered 403: it is there, but whoever asks lacks the right, or an admission check
 * refuses. Caught by those who can go on without the answer.
 */
public final class Forbidden extends DeployException {
  private static final long serialVersionUID = 1L;

  public Forbidden(Problem problem) {
    super(problem);
  }
}
