package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;
import java.util.OptionalLong;

/**
 * StatefulSets, as kubectl's rollout status judges them. One that is updated on delete, which
 * kubectl refuses to judge, is ready once its change is observed: its pods move when their owner
 * says so.
 */
final class StatefulSetRule {
  private StatefulSetRule() {}

  static Readiness judge(LiveObject set) {
    if (Status.of(set, "observedGeneration") == 0 || !Status.isObserved(set)) {
      return new Waiting("the change is not observed yet");
    }
    if (Status.isUpdatedOnDelete(set)) {
      return new Ready("updated on delete");
    }
    long wanted = Status.replicas(set);
    long ready = Status.of(set, "readyReplicas");
    if (ready < wanted) {
      return new Waiting(ready + " of " + wanted + " ready");
    }
    OptionalLong partition = set.number("spec", "updateStrategy", "rollingUpdate", "partition");
    // The API server fills in partition 0 on every set: it means the whole set.
    return partition.isPresent() ? partitioned(set, wanted - partition.getAsLong()) : wholeSet(set);
  }

  private static Readiness partitioned(LiveObject set, long wanted) {
    long updated = Status.of(set, "updatedReplicas");
    return updated < wanted
        ? new Waiting(updated + " of " + wanted + " updated")
        : new Ready(updated + " updated");
  }

  private static Readiness wholeSet(LiveObject set) {
    return set.text("status", "updateRevision").equals(set.text("status", "currentRevision"))
        ? new Ready(Status.of(set, "readyReplicas") + " ready")
        : new Waiting(
            Status.of(set, "updatedReplicas") + " of " + Status.replicas(set) + " updated");
  }
}
