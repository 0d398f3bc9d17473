package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What keeps one pod from being ready.
 *
 * @param pod the pod
 * @param events what was noted about it
 */
record PodDiagnosis(LiveObject pod, List<Event> events) {
  /** The kubelet tries again with growing pauses: at about 1, 2, 4, … 32, 64 s. */
  private static final Duration MOUNTS = Duration.ofSeconds(90);

  /** Every trouble of its containers; that of the pod when they have none. */
  List<Finding> find() {
    List<Finding> inContainers =
        Container.of(pod).stream()
            .flatMap(container -> new ContainerDiagnosis(container, events).find().stream())
            .toList();
    return inContainers.isEmpty()
        ? unschedulable().or(this::mount).stream().toList()
        : inContainers;
  }

  private Optional<Finding> unschedulable() {
    return Status.condition(pod, "PodScheduled")
        .filter(condition -> condition.text("reason").equals("Unschedulable"))
        .map(condition -> noNode(condition.text("message")));
  }

  private Finding noNode(String message) {
    String words = ContainerDiagnosis.brief(message);
    String name = pod.ref().name();
    if (message.toLowerCase(Locale.ROOT).contains("persistentvolumeclaim")) {
      String text = "pod " + name + " waits for its claim " + claims() + ": " + words;
      return Finding.ofPod(Cause.VOLUME_UNBOUND, text, name, Finding.FOREVER);
    }
    String text = "pod " + name + " fits on no node: " + words;
    return Finding.ofPod(Cause.UNSCHEDULABLE, text, name, Finding.FOREVER);
  }

  private String claims() {
    return pod.objects("spec", "volumes").stream()
        .map(volume -> volume.text("persistentVolumeClaim", "claimName"))
        .filter(claim -> !claim.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** A mount that fails. The token volume of a young pod fails at first as a matter of course. */
  private Optional<Finding> mount() {
    if (!pod.text("status", "phase").equals("Pending")) {
      return Optional.empty();
    }
    List<Event> notes =
        events.stream().filter(event -> !event.message().contains("\"kube-api-access-")).toList();
    return Event.newest(notes, "FailedMount", "FailedAttachVolume").map(this::cannotMount);
  }

  private Finding cannotMount(Event event) {
    boolean absent = event.message().contains("not found");
    return Finding.ofPod(
        Cause.VOLUME_MOUNT,
        "pod " + pod.ref().name() + " lacks a volume: " + ContainerDiagnosis.brief(event.message()),
        pod.ref().name(),
        absent ? MOUNTS : Finding.FOREVER);
  }
}
