package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One container of a pod: what was asked for, and how it is.
 *
 * @param pod its pod
 * @param spec its entry in the pod's specification
 * @param status its entry in the pod's status
 * @param once whether it is to run to a good end: an init container that is no sidecar, or one of a
 *     pod that is not always restarted
 */
record Container(LiveObject pod, LiveObject spec, LiveObject status, boolean once) {

  /** The containers that have a status, init containers first. */
  static List<Container> of(LiveObject pod) {
    List<Container> containers = new ArrayList<>();
    boolean ends = !pod.text("spec", "restartPolicy").equals("Always");
    for (LiveObject status : pod.objects("status", "initContainerStatuses")) {
      LiveObject spec = spec(pod, "initContainers", status);
      boolean sidecar = spec.text("restartPolicy").equals("Always");
      containers.add(new Container(pod, spec, status, !sidecar));
    }
    for (LiveObject status : pod.objects("status", "containerStatuses")) {
      containers.add(new Container(pod, spec(pod, "containers", status), status, ends));
    }
    return containers;
  }

  private static LiveObject spec(LiveObject pod, String list, LiveObject status) {
    return pod.objects("spec", list).stream()
        .filter(spec -> spec.text("name").equals(status.text("name")))
        .findFirst()
        .orElse(status);
  }

  String name() {
    return status.text("name");
  }

  /** {@code container app in pod web-0}. */
  String title() {
    return "container " + name() + " in pod " + pod.ref().name();
  }

  /** Why it waits; empty when it does not. */
  String waitingReason() {
    return status.text("state", "waiting", "reason");
  }

  String waitingMessage() {
    return status.text("state", "waiting", "message");
  }

  boolean isRunning() {
    return status.value("state", "running").isPresent();
  }

  boolean isReady() {
    return status.value("ready").filter(Boolean.TRUE::equals).isPresent();
  }

  /** Whether its startup probe, if it has one, has succeeded. */
  boolean isStarted() {
    return status.value("started").filter(Boolean.TRUE::equals).isPresent();
  }

  long restarts() {
    return status.number("restartCount").orElse(0);
  }

  /** How its last run ended, if one has. */
  Optional<LiveObject> ended() {
    return Optional.of(status.object("state", "terminated"))
        .filter(end -> !end.content().isEmpty())
        .or(
            () ->
                Optional.of(status.object("lastState", "terminated"))
                    .filter(end -> !end.content().isEmpty()));
  }

  /** How many runs have ended: a restart is counted when the next one begins. */
  long endedRuns() {
    return isRunning() || ended().isEmpty() ? restarts() : restarts() + 1;
  }

  /** When the present run began. */
  Optional<Instant> startedAt() {
    return Event.instant(status.text("state", "running", "startedAt"));
  }

  boolean hasProbe(String field) {
    return spec.value(field).isPresent();
  }
}
