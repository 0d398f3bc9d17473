package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.kubernetes.NoDryRun;
import io.activo.deploy.kubernetes.NoNamespace;
import io.activo.deploy.problem.DeployException;
import java.util.Optional;

/** What a refused question says of the object. */
final class Refusals {
  private Refusals() {}

  /** Whether only the question was refused, and applying may work. */
  static boolean isAboutAsking(DeployException failure) {
    return failure instanceof NoDryRun || right(failure).isPresent();
  }

  /** The right that is wanting, where that is the failure. */
  static Optional<MissingRight> right(DeployException failure) {
    return failure instanceof Forbidden forbidden ? forbidden.right() : Optional.empty();
  }

  /** Whether the object's namespace is not there. */
  static boolean lacksNamespace(DeployException failure) {
    return failure instanceof NoNamespace;
  }
}
