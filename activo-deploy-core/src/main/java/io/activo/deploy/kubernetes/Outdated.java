package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/** The object has changed since it was read. Caught by those who can read it again. */
public final class Outdated extends DeployException {
  private static final long serialVersionUID = 1L;

  public Outdated(Problem problem) {
    super(problem);
  }
}
