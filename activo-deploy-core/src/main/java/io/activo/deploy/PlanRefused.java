package io.activo.deploy;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.List;

/** A plan that cannot be made, with what it would have warned of as well. */
public final class PlanRefused extends DeployException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> warnings;

  PlanRefused(List<Problem> problems, List<Problem> warnings) {
    super(problems);
    this.warnings = List.copyOf(warnings);
  }

  /** What is allowed, but probably not meant. */
  public List<Problem> warnings() {
    return warnings;
  }
}
