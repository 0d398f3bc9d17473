package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.List;
import java.util.Optional;

/** Why a workload is not ready, decided without I/O from what the cluster holds. */
final class Diagnosis {
  private Diagnosis() {}

  /**
   * Every trouble that can be told.
   *
   * @param workload the workload
   * @param pods the pods of its newest revision
   * @param events the events of its namespace
   */
  static List<Finding> of(LiveObject workload, Pods pods, List<Event> events) {
    List<Finding> inPods =
        pods.list().stream()
            .flatMap(pod -> new PodDiagnosis(pod, about(pod, events)).find().stream())
            .toList();
    Optional<Finding> failedJob =
        Status.whenTrue(workload, "Failed").map(failed -> failedJob(workload, failed, inPods));
    if (failedJob.isPresent()) {
      return List.of(failedJob.get());
    }
    return inPods.isEmpty()
        ? new CreationDiagnosis(workload, pods.owner(), events).find().stream().toList()
        : inPods;
  }

  /** The notes about one object. */
  static List<Event> about(LiveObject object, List<Event> events) {
    return events.stream().filter(event -> event.isAbout(object)).toList();
  }

  private static Finding failedJob(LiveObject job, LiveObject failed, List<Finding> inPods) {
    if (failed.text("reason").equals("DeadlineExceeded")) {
      String seconds = String.valueOf(job.number("spec", "activeDeadlineSeconds").orElse(0));
      String text = failed.text("message") + " (activeDeadlineSeconds " + seconds + ")";
      return Finding.withoutPod(Cause.JOB_DEADLINE, text, Finding.FOREVER);
    }
    return inPods.stream()
        .findFirst()
        .map(
            found ->
                new Finding(
                    Cause.JOB_FAILED,
                    found.text(),
                    found.pod(),
                    found.container(),
                    Finding.FOREVER))
        .orElse(Finding.withoutPod(Cause.JOB_FAILED, failed.text("message"), Finding.FOREVER));
  }
}
