package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;

/** ReplicaSets that stand alone: every pod is there and available, and none too many. */
final class ReplicaSetRule {
  private ReplicaSetRule() {}

  static Readiness judge(LiveObject set) {
    if (!Status.isObserved(set)) {
      return new Waiting("the change is not observed yet");
    }
    long wanted = Status.replicas(set);
    long available = Status.of(set, "availableReplicas");
    long all = Status.of(set, "replicas");
    if (available < wanted) {
      return new Waiting(available + " of " + wanted + " available");
    }
    if (all > wanted) {
      return new Waiting((all - wanted) + " to be stopped");
    }
    return new Ready(available + " available");
  }
}
