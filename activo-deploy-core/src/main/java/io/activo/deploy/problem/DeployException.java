package io.activo.deploy.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Something is wrong that a user can mend; carries every problem found, at least one. */
public class DeployException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public DeployException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an exception needs a problem");
    }
    this.problems = List.copyOf(problems);
  }

  public DeployException(Problem problem) {
    this(List.of(problem));
  }

  public DeployException(Problem problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  /** What is wrong, in the order found. */
  public final List<Problem> problems() {
    return problems;
  }
}
