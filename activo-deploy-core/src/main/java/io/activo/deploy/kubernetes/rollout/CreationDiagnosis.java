package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a workload's pods cannot even be created.
 *
 * @param workload the workload
 * @param owner who creates them
 * @param events the events of the namespace
 */
record CreationDiagnosis(LiveObject workload, LiveObject owner, List<Event> events) {

  Optional<Finding> find() {
    return condition().or(this::note).map(CreationDiagnosis::refused);
  }

  private Optional<String> condition() {
    return Status.whenTrue(owner, "ReplicaFailure")
        .or(() -> Status.whenTrue(workload, "ReplicaFailure"))
        .map(found -> found.text("message"));
  }

  /** StatefulSets, DaemonSets and Jobs have no such condition, only notes. */
  private Optional<String> note() {
    List<Event> own = events.stream().filter(event -> event.isAbout(owner)).toList();
    Optional<Event> success = Event.newest(own, "SuccessfulCreate");
    return Event.newest(own, "FailedCreate")
        .filter(failure -> success.filter(made -> !made.last().isBefore(failure.last())).isEmpty())
        .map(Event::message);
  }

  private static Finding refused(String message) {
    Cause cause = cause(message);
    return Finding.withoutPod(
        cause,
        "its pods are refused: " + ContainerDiagnosis.brief(message),
        patience(cause, message));
  }

  private static Cause cause(String message) {
    if (message.contains("exceeded quota") || message.contains("failed quota")) {
      return Cause.QUOTA;
    }
    return message.contains("serviceaccount") && message.contains("not found")
        ? Cause.SERVICE_ACCOUNT_MISSING
        : Cause.ADMISSION_DENIED;
  }

  /** A quota may be freed by what is being stopped, and a webhook may come back. */
  private static Duration patience(Cause cause, String message) {
    return cause == Cause.QUOTA || message.contains("failed calling webhook")
        ? Finding.FOREVER
        : Finding.ARRIVAL;
  }
}
