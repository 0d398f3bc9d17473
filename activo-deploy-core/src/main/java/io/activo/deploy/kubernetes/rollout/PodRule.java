package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Failed;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;

/** Pods that stand alone: ready, or run to a good end. */
final class PodRule {
  private PodRule() {}

  static Readiness judge(LiveObject pod) {
    String phase = pod.text("status", "phase");
    if (phase.equals("Succeeded")) {
      return new Ready("succeeded");
    }
    if (phase.equals("Failed")) {
      String reason = pod.text("status", "reason");
      return new Failed(reason.isEmpty() ? "ended without success" : reason);
    }
    return Status.whenTrue(pod, "Ready").isPresent()
        ? new Ready("ready")
        : new Waiting("not ready, phase " + (phase.isEmpty() ? "not known" : phase));
  }
}
