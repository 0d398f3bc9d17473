package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.rollout.Readiness.Failed;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one workload stands.
 *
 * @param workload its name
 * @param readiness what is judged, with the pods' troubles weighed in
 * @param finding the trouble that explains it most, if one is known
 */
record Verdict(ObjectRef workload, Readiness readiness, Optional<Finding> finding) {

  /** A workload that nobody has looked at yet. */
  static Verdict unknown(ObjectRef workload) {
    return new Verdict(workload, new Waiting("the cluster has not answered yet"), Optional.empty());
  }

  boolean isReady() {
    return readiness instanceof Ready;
  }

  boolean hasFailed() {
    return readiness instanceof Failed;
  }

  /** What stands after the workload's name: its state, then the trouble. */
  String clause() {
    Set<String> parts = new LinkedHashSet<>(List.of(readiness.message()));
    finding.ifPresent(found -> parts.add(found.text()));
    parts.remove("");
    return String.join("; ", parts);
  }
}
