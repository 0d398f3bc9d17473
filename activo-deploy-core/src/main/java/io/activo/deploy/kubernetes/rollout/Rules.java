package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Workloads;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;

/** The rules of readiness, one for each kind of {@link Workloads}. */
final class Rules {
  private Rules() {}

  /** Whether objects of this kind run pods, so that their readiness is worth explaining. */
  static boolean isWorkload(LiveObject object) {
    return Workloads.rollsOut(object.ref());
  }

  /** A kind of the same name in another group is no workload, and has no rule. */
  static Readiness judge(LiveObject object) {
    if (!isWorkload(object)) {
      return new Ready("exists");
    }
    return switch (object.ref().kind()) {
      case "Deployment" -> DeploymentRule.judge(object);
      case "StatefulSet" -> StatefulSetRule.judge(object);
      case "DaemonSet" -> DaemonSetRule.judge(object);
      case "ReplicaSet" -> ReplicaSetRule.judge(object);
      case "Job" -> JobRule.judge(object);
      case "Pod" -> PodRule.judge(object);
      default -> throw new IllegalStateException("no rule of readiness for " + object.ref());
    };
  }
}
