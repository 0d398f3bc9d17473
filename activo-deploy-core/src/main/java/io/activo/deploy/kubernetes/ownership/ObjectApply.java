package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Applies one object after the other by the rules of who owns what. May be used by several threads.
 */
public final class ObjectApply {
  private final Cluster cluster;

  /**
   * Applies to a cluster.
   *
   * @param release all objects that are applied together
   */
  public ObjectApply(Cluster cluster, OwnershipRules rules, List<Manifest> release) {
    this.cluster = cluster;
  }

  /** What is sent for an object: without what others are to decide. */
  public Manifest sent(Manifest manifest, Optional<LiveObject> live) {
    return manifest;
  }

  /**
   * Applies an object.
   *
   * @param manifest in its namespace
   * @param live as the cluster has it; empty where it is not there, or may not be read
   * @throws DeployException if the cluster refuses it, or a rule does
   */
  public Applied apply(Manifest manifest, Optional<LiveObject> live) {
    ApplyAnswer answer = cluster.apply(sent(manifest, live), ApplyMode.WRITE);
    if (answer instanceof ApplyAnswer.Accepted accepted) {
      Applied.Change change = accepted.created() ? Applied.Change.CREATED : Applied.Change.CHANGED;
      return new Applied(manifest.ref(), change, accepted.warnings());
    }
    throw new DeployException(problem(answer));
  }

  /** What {@link #apply} would do, with nothing written. */
  public Preview preview(Manifest manifest, Optional<LiveObject> live) {
    ApplyAnswer answer = cluster.apply(sent(manifest, live), ApplyMode.DRY_RUN);
    return answer instanceof ApplyAnswer.Accepted accepted
        ? new Preview.Applicable(accepted.object(), accepted.warnings())
        : new Preview.Refused(problem(answer));
  }

  private static Problem problem(ApplyAnswer answer) {
    if (answer instanceof ApplyAnswer.Conflicted conflicted) {
      return conflicted.problem();
    }
    return ((ApplyAnswer.Invalid) answer).problem();
  }
}
