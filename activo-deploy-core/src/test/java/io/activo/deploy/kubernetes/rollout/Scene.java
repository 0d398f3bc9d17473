package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ResourceKind;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A cluster that a test writes down: what is put at which second, and when it does not answer. Its
 * clock moves by pausing only; what the wait tells is kept.
 */
final class Scene extends Clock implements Cluster, Pause, Progress {
  private final TreeMap<Long, List<LiveObject>> puts = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private long silentFrom = Long.MAX_VALUE;
  private long silentTo = Long.MAX_VALUE;
  private Set<String> forbidden = Set.of();
  private long second;

  /** Puts objects, written as JSON with single quotes, from a second on. */
  Scene at(long second, String... objects) {
    for (String object : objects) {
      puts.computeIfAbsent(second, any -> new ArrayList<>()).add(object(object));
    }
    return this;
  }

  /** Does not answer from a second on until before another. */
  Scene silent(long from, long to) {
    silentFrom = from;
    silentTo = to;
    return this;
  }

  /** Refuses to list these kinds. */
  Scene forbid(String... kinds) {
    forbidden = Set.of(kinds);
    return this;
  }

  /** Waits for the objects, for at most a minute. */
  void await(ObjectRef... workloads) {
    new RolloutWait(this, this, this, Duration.ofMinutes(1)).await(List.of(workloads), this);
  }

  /** How many seconds have passed. */
  long second() {
    return second;
  }

  /** What was told: lines, and statuses in parentheses. */
  List<String> told() {
    return told;
  }

  static LiveObject object(String json) {
    return new LiveObject(Json.parseObject(json.replace('\'', '"')));
  }

  private List<LiveObject> live() {
    if (second >= silentFrom && second < silentTo) {
      throw new DeployException(Problem.of("connection refused", "try later"));
    }
    Map<ObjectRef, LiveObject> live = new LinkedHashMap<>();
    puts.headMap(second, true).values().stream()
        .flatMap(List::stream)
        .forEach(object -> live.put(object.ref(), object));
    return List.copyOf(live.values());
  }

  @Override
  public Optional<LiveObject> get(ObjectRef ref) {
    return live().stream().filter(object -> object.ref().equals(ref)).findFirst();
  }

  @Override
  public List<LiveObject> list(
      String apiVersion, String kind, String namespace, Map<String, String> labels) {
    if (forbidden.contains(kind)) {
      throw new Forbidden(Problem.of("user 'ci' may not list " + kind, "bind the user"));
    }
    return live().stream().filter(object -> object.text("kind").equals(kind)).toList();
  }

  @Override
  public List<String> log(
      String namespace, String pod, String container, boolean previous, int lines) {
    return previous ? List.of("said before the fall") : List.of();
  }

  @Override
  public void line(String text) {
    told.add(text);
  }

  @Override
  public void status(String text) {
    told.add("(" + text + ")");
  }

  @Override
  public void pause(Duration duration) {
    second += duration.toSeconds();
  }

  @Override
  public Instant instant() {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second);
  }

  @Override
  public String describe() {
    return "a scene";
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
