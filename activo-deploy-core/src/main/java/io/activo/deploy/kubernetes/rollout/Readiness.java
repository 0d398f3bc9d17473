package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;

/**
 * Whether an applied object has reached what was asked of it, as far as the object itself tells.
 *
 * <p>Messages are clauses to stand after the object's name: {@code 1 of 2 updated}.
 */
public sealed interface Readiness {

  /** What the object says about itself, as a clause. */
  String message();

  /** The object is what was asked for. */
  record Ready(String message) implements Readiness {}

  /** The object is on its way, or stuck without saying so. */
  record Waiting(String message) implements Readiness {}

  /** The object says that it has given up. */
  record Failed(String message) implements Readiness {}

  /**
   * Judges an object by its content alone: no clock, no cluster. Deployments, StatefulSets and
   * DaemonSets are judged as {@code kubectl rollout status} does (kubectl 1.32); a Job is ready
   * when it is complete. Kinds without a rule, among them PersistentVolumeClaim (one that waits for
   * its first consumer is never bound before a pod runs), are ready at once.
   */
  static Readiness judge(LiveObject workload) {
    if (!workload.text("metadata", "deletionTimestamp").isEmpty()) {
      return new Waiting("is being deleted");
    }
    return Rules.judge(workload);
  }
}
