package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a workload that is ready stays so. A container without a readiness probe counts as ready
 * as soon as it is started, also when it is about to fall: kubectl calls such a rollout done.
 *
 * <p>Measured by our own clock from the first look at which it was ready, since the cluster's clock
 * may differ.
 */
final class Settling {
  private static final Duration UNPROBED = Duration.ofSeconds(10);
  private static final Duration WITH_LIVENESS = Duration.ofSeconds(5);
  private static final Duration AFTER_RESTART = Duration.ofSeconds(15);

  /** Containers that have run for so long need no watching, whatever the clocks' difference. */
  private static final Duration PROVED = Duration.ofSeconds(60);

  private final Map<ObjectRef, Steady> steady = new HashMap<>();

  /**
   * Runs that have not been interrupted.
   *
   * @param runs the containers and their number of restarts
   * @param since when they were first seen ready
   */
  private record Steady(List<String> runs, Instant since) {}

  /** Whether the pods of a workload that is ready have been so for long enough. */
  boolean isSettled(ObjectRef workload, List<LiveObject> pods, Instant now) {
    List<Container> containers =
        pods.stream()
            .flatMap(pod -> Container.of(pod).stream())
            .filter(container -> !container.once() && !isProved(container, now))
            .toList();
    List<String> runs =
        containers.stream().map(found -> found.title() + " " + found.restarts()).toList();
    Steady state =
        Optional.ofNullable(steady.get(workload))
            .filter(before -> before.runs().equals(runs))
            .orElse(new Steady(runs, now));
    steady.put(workload, state);
    Duration lasted = Duration.between(state.since(), now);
    return containers.stream().allMatch(container -> lasted.compareTo(needed(container)) >= 0);
  }

  /** Forgets a workload that is not ready. */
  void reset(ObjectRef workload) {
    steady.remove(workload);
  }

  private static boolean isProved(Container container, Instant now) {
    return container
        .startedAt()
        .filter(began -> Duration.between(began, now).compareTo(PROVED) >= 0)
        .isPresent();
  }

  private static Duration needed(Container container) {
    if (container.restarts() > 0) {
      return AFTER_RESTART;
    }
    if (!container.hasProbe("readinessProbe")) {
      return UNPROBED;
    }
    return container.hasProbe("livenessProbe") ? WITH_LIVENESS : Duration.ZERO;
  }
}
