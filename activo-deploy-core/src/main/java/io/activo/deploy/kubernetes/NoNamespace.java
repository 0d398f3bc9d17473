package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/** The namespace of the object is not there. Caught by those who know that it is made later. */
public final class NoNamespace extends DeployException {
  private static final long serialVersionUID = 1L;

  public NoNamespace(Problem problem) {
    super(problem);
  }
}
