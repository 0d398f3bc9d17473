package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import java.util.Optional;

/** Applies one object by the port alone. */
public final class OneObject {
  private OneObject() {}

  /**
   * Reads the object if it may be read, and applies.
   *
   * @throws DeployException why it was not applied
   */
  public static Applied apply(Cluster cluster, Manifest manifest) {
    Before before = before(cluster, manifest.ref());
    ApplyAnswer answer = cluster.apply(manifest, ApplyMode.WRITE);
    if (answer instanceof ApplyAnswer.Accepted accepted) {
      return new Applied(manifest.ref(), before.change(accepted), accepted.warnings());
    }
    throw new DeployException(
        answer instanceof ApplyAnswer.Conflicted conflicted
            ? conflicted.problem()
            : ((ApplyAnswer.Invalid) answer).problem());
  }

  private static Before before(Cluster cluster, ObjectRef ref) {
    try {
      return new Before(cluster.get(ref));
    } catch (Forbidden e) {
      return new Before(Optional.empty());
    }
  }
}
