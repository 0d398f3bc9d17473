package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells why a workload did not become ready, with the last words of what is in trouble. */
final class FailureReport {
  private static final int LOG_LINES = 20;
  private static final int EVENTS = 3;

  private final Cluster cluster;
  private final Duration timeout;

  FailureReport(Cluster cluster, Duration timeout) {
    this.cluster = cluster;
    this.timeout = timeout;
  }

  /** The problem that a verdict is. */
  Problem problem(Verdict verdict) {
    String state =
        verdict.hasFailed() ? " failed: " : " is not ready after " + spoken(timeout) + ": ";
    ObjectRef ref = verdict.workload();
    String place = ref.namespace().isEmpty() ? ref.name() : ref.namespace() + "/" + ref.name();
    String fix =
        verdict
            .finding()
            .map(found -> found.cause().fix())
            .orElse("look at the object's conditions and events");
    List<String> detail = new ArrayList<>();
    verdict.finding().ifPresent(found -> detail.addAll(log(ref.namespace(), found)));
    verdict.finding().ifPresent(found -> detail.addAll(warnings(ref, found)));
    return Problem.of(ref + state + verdict.clause(), Place.of(place), fix).withDetail(detail);
  }

  /** The container's last output; that of the run before, when this one has said nothing. */
  private List<String> log(String namespace, Finding found) {
    if (found.container().isEmpty()) {
      return List.of();
    }
    List<String> lines = log(namespace, found, false);
    lines = lines.isEmpty() ? log(namespace, found, true) : lines;
    if (lines.isEmpty()) {
      return List.of();
    }
    List<String> told = new ArrayList<>();
    told.add("log of container " + found.container() + " in pod " + found.pod() + ":");
    lines.forEach(line -> told.add("  " + line));
    return told;
  }

  private List<String> log(String namespace, Finding found, boolean previous) {
    try {
      return cluster.log(namespace, found.pod(), found.container(), previous, LOG_LINES);
    } catch (DeployException e) {
      // A container that never ran has no log, and one that is gone has none any more.
      return List.of();
    }
  }

  /** The newest warnings about the pod, or about the workload when no pod is in trouble. */
  private List<String> warnings(ObjectRef ref, Finding found) {
    String name = found.pod().isEmpty() ? ref.name() : found.pod();
    List<String> messages =
        EventLog.read(cluster, ref.namespace()).stream()
            .filter(event -> event.isWarning() && event.isAbout(name))
            .filter(event -> !found.text().contains(event.message().replaceFirst("^Error: ", "")))
            .sorted(Comparator.comparing(Event::last))
            .map(
                event ->
                    "event " + event.reason() + ": " + ContainerDiagnosis.brief(event.message()))
            .distinct()
            .toList();
    return messages.subList(Math.max(0, messages.size() - EVENTS), messages.size());
  }

  private static String spoken(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
