package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.problem.DeployException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of namespaces. They are many, so they are read at most every few seconds; and they
 * only explain, so who may not read them waits without them.
 */
final class EventLog {
  private static final Duration AGE = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final Map<String, Reading> readings = new HashMap<>();

  private record Reading(List<Event> events, Instant at) {}

  EventLog(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The events of a namespace, as of now or a few seconds ago. */
  List<Event> of(String namespace, Instant now) {
    Reading reading = readings.get(namespace);
    if (reading == null || Duration.between(reading.at(), now).compareTo(AGE) >= 0) {
      reading = new Reading(read(cluster, namespace), now);
      readings.put(namespace, reading);
    }
    return reading.events();
  }

  /** The events of a namespace; none when they may not be read. */
  static List<Event> read(Cluster cluster, String namespace) {
    try {
      return cluster.list("v1", "Event", namespace, Map.of()).stream().map(Event::new).toList();
    } catch (DeployException e) {
      return List.of();
    }
  }
}
