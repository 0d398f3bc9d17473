package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Failed;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;

/** Deployments, as kubectl's rollout status judges them. */
final class DeploymentRule {
  private DeploymentRule() {}

  static Readiness judge(LiveObject deployment) {
    if (!Status.isObserved(deployment)) {
      return new Waiting("the change is not observed yet");
    }
    boolean gaveUp =
        Status.condition(deployment, "Progressing")
            .filter(found -> found.text("reason").equals("ProgressDeadlineExceeded"))
            .isPresent();
    if (gaveUp) {
      return new Failed("no progress within its progressDeadlineSeconds");
    }
    return count(deployment);
  }

  private static Readiness count(LiveObject deployment) {
    long wanted = Status.replicas(deployment);
    long updated = Status.of(deployment, "updatedReplicas");
    long all = Status.of(deployment, "replicas");
    long available = Status.of(deployment, "availableReplicas");
    if (updated < wanted) {
      return new Waiting(updated + " of " + wanted + " updated");
    }
    if (all > updated) {
      return new Waiting((all - updated) + " old to be stopped");
    }
    if (available < updated) {
      return new Waiting(available + " of " + updated + " available");
    }
    return new Ready(available + " available");
  }
}
