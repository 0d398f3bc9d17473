package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a refused question says of the object. */
final class Refusals {
  private static final Pattern BAD_REQUEST = Pattern.compile(".*\\(400\\)");

  /**
   * The first is the API server's text for a webhook (k8s.io/apiserver 0.34); the second stands for
   * it with a Secret, of which nothing is quoted.
   */
  private static final Pattern WHY_BAD = Pattern.compile("does not support dry run|is not shown");

  private static final Pattern NO_NAMESPACE = Pattern.compile("there is no namespace .*");

  private Refusals() {}

  /** Whether only the question was refused, and applying may work. */
  static boolean isAboutAsking(DeployException failure) {
    Problem problem = failure.problems().get(0);
    return failure instanceof Forbidden forbidden
        ? forbidden.right().isPresent()
        : BAD_REQUEST.matcher(problem.what()).matches()
            && problem.detail().stream().anyMatch(WHY_BAD.asPredicate());
  }

  /** The right that is wanting, where that is the failure. */
  static Optional<MissingRight> right(DeployException failure) {
    return failure instanceof Forbidden forbidden ? forbidden.right() : Optional.empty();
  }

  /** Whether the object's namespace is not there. */
  static boolean lacksNamespace(DeployException failure) {
    return NO_NAMESPACE.matcher(failure.problems().get(0).what()).matches();
  }
}
