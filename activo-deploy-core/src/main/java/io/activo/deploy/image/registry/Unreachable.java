package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/** A registry does not answer from this machine. */
public final class Unreachable extends DeployException {
  private static final long serialVersionUID = 1L;

  public Unreachable(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
