package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rollout that was watched on a real cluster, as a cluster whose time is the recording's: it
 * holds what had been seen when the clock's time had come, and pausing moves the clock.
 */
final class Recording extends Clock implements Cluster, Pause {
  private final LiveObject row;
  private final List<LiveObject> events;
  private final Instant zero;
  private final Map<ObjectRef, LiveObject> objects = new HashMap<>();
  private Duration passed;
  private int replayed;

  Recording(LiveObject row) {
    this.row = row;
    this.events = row.objects("events");
    LiveObject first = events.get(0);
    this.zero =
        Instant.parse(first.object("object").text("metadata", "creationTimestamp"))
            .minusMillis(first.number("ms").orElseThrow());
    this.passed = Duration.ofMillis(applied());
  }

  /**
   * When the recorder saw the applied workload. Who applies it sees it at once; until then the
   * recording still holds what stood before.
   */
  private long applied() {
    return events.stream()
        .filter(event -> event.object("object").ref().equals(workload()))
        .mapToLong(event -> event.number("ms").orElseThrow())
        .filter(ms -> ms >= 0)
        .findFirst()
        .orElseThrow();
  }

  /** How long the recording goes on after the apply. */
  Duration length() {
    return Duration.ofMillis(row.number("recorded_ms").orElseThrow() - applied());
  }

  /** How much of it has passed. */
  Duration passed() {
    return passed;
  }

  /** The workload that was applied at the recording's beginning. */
  ObjectRef workload() {
    String kind = row.text("workload", "kind");
    return new ObjectRef(
        kind.equals("Job") ? "batch/v1" : "apps/v1",
        kind,
        row.text("namespace"),
        row.text("workload", "name"));
  }

  @Override
  public void pause(Duration duration) {
    passed = passed.plus(duration);
  }

  @Override
  public Instant instant() {
    return zero.plus(passed);
  }

  @Override
  public Optional<LiveObject> get(ObjectRef ref) {
    replay();
    return Optional.ofNullable(objects.get(ref));
  }

  @Override
  public List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    replay();
    return objects.values().stream()
        .filter(object -> object.text("kind").equals(kind))
        .filter(object -> carries(object, labels))
        .toList();
  }

  private static boolean carries(LiveObject object, Map<String, String> labels) {
    return object.object("metadata", "labels").content().entrySet().containsAll(labels.entrySet());
  }

  private void replay() {
    for (; replayed < events.size(); replayed++) {
      LiveObject event = events.get(replayed);
      if (event.number("ms").orElseThrow() > passed.toMillis()) {
        return;
      }
      LiveObject object = event.object("object");
      if (event.text("type").equals("DELETED")) {
        objects.remove(object.ref());
      } else {
        objects.put(object.ref(), object);
      }
    }
  }

  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    List<String> all =
        row.object("logs", pod + "/" + container)
            .text(previous ? "previous" : "current")
            .lines()
            .toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  @Override
  public String describe() {
    return "recording " + row.text("scenario");
  }

  @Override
  public ResourceKind kind(String apiVersion, String kind) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ApplyAnswer apply(Manifest manifest, ApplyMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<KubernetesVersion> version() {
    return Optional.empty();
  }

  @Override
  public boolean delete(ObjectRef ref, String uid) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LiveObject replaceManagers(LiveObject live, List<Object> managedFields) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
