package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;

/** DaemonSets, as kubectl's rollout status judges them; updated on delete as StatefulSets are. */
final class DaemonSetRule {
  private DaemonSetRule() {}

  static Readiness judge(LiveObject set) {
    if (!Status.isObserved(set)) {
      return new Waiting("the change is not observed yet");
    }
    if (Status.isUpdatedOnDelete(set)) {
      return new Ready("updated on delete");
    }
    long wanted = Status.of(set, "desiredNumberScheduled");
    long updated = Status.of(set, "updatedNumberScheduled");
    long available = Status.of(set, "numberAvailable");
    if (updated < wanted) {
      return new Waiting(updated + " of " + wanted + " updated");
    }
    if (available < wanted) {
      return new Waiting(available + " of " + wanted + " available");
    }
    return new Ready(available + " available");
  }
}
