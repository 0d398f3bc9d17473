package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.rollout.Readiness.Failed;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at workloads again and again, and remembers since when a trouble lasts and since when a
 * workload is ready.
 */
final class Observer {
  private final Cluster cluster;
  private final EventLog events;
  private final Settling settling = new Settling();
  private final Map<ObjectRef, Map<String, Instant>> troubles = new HashMap<>();

  Observer(Cluster cluster) {
    this.cluster = cluster;
    this.events = new EventLog(cluster);
  }

  /** How the workload stands now. */
  Verdict look(ObjectRef ref, Instant now) {
    Optional<LiveObject> live = cluster.get(ref);
    if (live.isEmpty()) {
      return new Verdict(ref, new Waiting("is not there"), Optional.empty());
    }
    Readiness readiness = Readiness.judge(live.get());
    return isExplained(live.get())
        ? explain(ref, live.get(), readiness, now)
        : new Verdict(ref, readiness, Optional.empty());
  }

  /** Before the newest revision is observed, the pods that can be found are those of the last. */
  private static boolean isExplained(LiveObject object) {
    boolean observed = !object.ref().group().equals("apps") || Status.isObserved(object);
    return Rules.isWorkload(object) && observed;
  }

  private Verdict explain(ObjectRef ref, LiveObject workload, Readiness readiness, Instant now) {
    Optional<Pods> visible = pods(workload);
    if (visible.isEmpty()) {
      return new Verdict(ref, readiness, Optional.empty());
    }
    Pods pods = visible.get();
    List<Finding> findings = Diagnosis.of(workload, pods, events.of(ref.namespace(), now));
    if (readiness instanceof Ready) {
      return ready(ref, workload, pods, findings, now);
    }
    settling.reset(ref);
    Optional<Finding> doom = doom(ref, findings, now);
    if (readiness instanceof Waiting && doom.isPresent()) {
      return new Verdict(ref, new Failed(doom.get().text()), doom);
    }
    return new Verdict(
        ref, readiness, findings.stream().min(Comparator.comparing(Finding::patience)));
  }

  /** The workload's pods; they only explain, so who may not list them waits without them. */
  private Optional<Pods> pods(LiveObject workload) {
    try {
      return Optional.of(Pods.of(workload, cluster));
    } catch (Forbidden e) {
      return Optional.empty();
    }
  }

  private Verdict ready(
      ObjectRef ref, LiveObject workload, Pods pods, List<Finding> findings, Instant now) {
    troubles.remove(ref);
    boolean runsOn = !workload.ref().kind().equals("Job") && !readyForGood(workload);
    boolean settled = !runsOn || settling.isSettled(ref, pods.list(), now);
    Optional<Finding> liveness =
        findings.stream().filter(found -> found.cause() == Cause.PROBE_LIVENESS).findFirst();
    if (settled && (!runsOn || liveness.isEmpty())) {
      return new Verdict(ref, Readiness.judge(workload), Optional.empty());
    }
    return new Verdict(ref, new Waiting("ready, not yet for long enough"), liveness);
  }

  private static boolean readyForGood(LiveObject workload) {
    return Status.isUpdatedOnDelete(workload)
        || workload.text("status", "phase").equals("Succeeded");
  }

  /** The trouble that has lasted longer than it may, if there is one. */
  private Optional<Finding> doom(ObjectRef ref, List<Finding> findings, Instant now) {
    Map<String, Instant> before = troubles.getOrDefault(ref, Map.of());
    Map<String, Instant> since = new HashMap<>();
    findings.forEach(found -> since.put(found.key(), before.getOrDefault(found.key(), now)));
    troubles.put(ref, since);
    return findings.stream()
        .filter(
            found ->
                Duration.between(since.getOrDefault(found.key(), now), now)
                        .compareTo(found.patience())
                    >= 0)
        .findFirst();
  }
}
