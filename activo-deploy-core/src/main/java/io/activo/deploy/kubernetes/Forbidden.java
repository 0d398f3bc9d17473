package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.Optional;

/**
 * The cluster answered 403: it is there, but whoever asks lacks the right, or an admission check
 * refuses. Caught by those who can go on without the answer.
 */
public final class Forbidden extends DeployException {
  private static final long serialVersionUID = 1L;

  private final Optional<MissingRight> right;

  /** An answer of 403 that is not about a right. */
  public Forbidden(Problem problem) {
    this(problem, Optional.empty());
  }

  /**
   * An answer of 403.
   *
   * @param right which right is wanting; empty where it is not about a right
   */
  public Forbidden(Problem problem, Optional<MissingRight> right) {
    super(problem);
    this.right = right;
  }

  /** Which right is wanting; empty where a quota, a policy or something else refused. */
  public Optional<MissingRight> right() {
    return right;
  }
}
