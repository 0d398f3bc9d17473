package io.activo.deploy.kubernetes.rollout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A trouble that explains why a workload is not ready.
 *
 * @param cause its sort
 * @param text a clause that names the container, the pod or whatever is in trouble
 * @param pod the pod; empty when there is none
 * @param container the container of that pod; empty when the trouble is the whole pod's
 * @param patience how long it may last before the workload is given up: zero when it cannot mend,
 *     {@link #FOREVER} when only the timeout ends the waiting
 */
record Finding(Cause cause, String text, String pod, String container, Duration patience) {

  /** Patience without end. */
  static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  /**
   * For what may still arrive from outside: a ConfigMap or an account that somebody else applies.
   * The kubelet and the controllers have tried again by then, at least twice.
   */
  static final Duration ARRIVAL = Duration.ofSeconds(45);

  /** A finding about a pod as a whole. */
  static Finding ofPod(Cause cause, String text, String pod, Duration patience) {
    return new Finding(cause, text, pod, "", patience);
  }

  /** A finding about something that has no pod. */
  static Finding withoutPod(Cause cause, String text, Duration patience) {
    return new Finding(cause, text, "", "", patience);
  }

  /** The same trouble, whatever its words. */
  String key() {
    return cause + " " + pod + " " + container;
  }

  /** The same finding, which alone never ends the waiting. */
  Finding withEndlessPatience() {
    return new Finding(cause, text, pod, container, FOREVER);
  }
}
