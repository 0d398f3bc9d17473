package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until applied workloads are ready, or says why they are not. A workload that cannot become
 * ready any more ends the waiting at once.
 */
public final class RolloutWait {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Clock clock;
  private final Pause pause;
  private final Duration timeout;

  /**
   * A wait of at most {@code timeout}.
   *
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public RolloutWait(Cluster cluster, Clock clock, Pause pause, Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("the timeout is positive: " + timeout);
    }
    this.cluster = cluster;
    this.clock = clock;
    this.pause = pause;
    this.timeout = timeout;
  }

  /**
   * Returns when every workload is ready.
   *
   * @throws DeployException if one has failed, or some are not ready at the timeout: with a problem
   *     for each, its cause, the last log lines and events; or if the cluster does not answer for
   *     30 s
   */
  public void await(List<ObjectRef> workloads, Progress progress) {
    List<Verdict> unready = watch(workloads, progress);
    if (!unready.isEmpty()) {
      FailureReport report = new FailureReport(cluster, timeout);
      throw new DeployException(unready.stream().map(report::problem).toList());
    }
  }

  /** The workloads that have failed; else, at the timeout, those that are not ready. */
  List<Verdict> watch(List<ObjectRef> workloads, Progress progress) {
    Instant start = clock.instant();
    Round round = new Round(new Observer(cluster), new Teller(progress), new Outage(start));
    Map<ObjectRef, Verdict> open = new LinkedHashMap<>();
    workloads.forEach(ref -> open.put(ref, Verdict.unknown(ref)));
    while (!open.isEmpty()) {
      Instant now = clock.instant();
      round.look(open, now);
      List<Verdict> failed = open.values().stream().filter(Verdict::hasFailed).toList();
      if (!failed.isEmpty() || !now.isBefore(start.plus(timeout))) {
        return failed.isEmpty() ? List.copyOf(open.values()) : failed;
      }
      if (!open.isEmpty()) {
        pause.pause(POLL);
      }
    }
    return List.of();
  }

  /** What is needed to look at all open workloads once. */
  private record Round(Observer observer, Teller teller, Outage outage) {

    void look(Map<ObjectRef, Verdict> open, Instant now) {
      try {
        open.replaceAll((ref, before) -> observer.look(ref, now));
        outage.isOver(now);
        teller.tell(open.values());
        open.values().removeIf(Verdict::isReady);
      } catch (DeployException e) {
        outage.bear(e, now);
        teller.outage(e);
      }
    }
  }
}
