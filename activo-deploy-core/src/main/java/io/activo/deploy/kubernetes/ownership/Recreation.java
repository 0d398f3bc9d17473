package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.ApplyAnswer;
import io.activo.deploy.kubernetes.ApplyAnswer.Invalid;
import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.NoDryRun;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.rollout.Pause;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes an object, waits until it is gone, and makes it anew. */
final class Recreation {
  /** How long an object may take to go; pods have 30 s to end by default, some have more. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** What goes with an object of a kind. */
  private static final Map<String, String> LOSS =
      Map.of(
          "PersistentVolumeClaim",
              "its data is lost, or stays in a retained volume that the new claim does not get; it"
                  + " goes only when no pod uses it",
          "PersistentVolume", "its data may be lost; it goes only when its claim is gone",
          "Namespace", "everything in it is deleted",
          "CustomResourceDefinition", "all objects of its kind are deleted",
          "StatefulSet", "its pods stop meanwhile, its claims stay",
          "Deployment", "its pods stop meanwhile",
          "DaemonSet", "its pods stop meanwhile");

  /** Their names follow from what they hold, so they cannot be tried under another one. */
  private static final Set<String> NAMED_BY_CONTENT =
      Set.of("CustomResourceDefinition", "APIService");

  /**
   * What a finalizer of Kubernetes waits for (StorageObjectInUseProtection; namespace controller).
   */
  private static final Map<String, String> WAITS =
      Map.of(
          "kubernetes.io/pvc-protection", " (a pod uses it)",
          "kubernetes.io/pv-protection", " (a claim is bound to it)",
          "kubernetes", " (something is left in it)",
          "foregroundDeletion", " (objects that it owns are left)");

  /** Said of a port or an address that the living object has. */
  private static final String TAKEN = "already allocated";

  /** A quota that counts the living object too. */
  private static final Pattern NO_ROOM = Pattern.compile("ResourceQuota '.*' leaves no room");

  private final Cluster cluster;
  private final Pause pause;

  Recreation(Cluster cluster, Pause pause) {
    this.cluster = cluster;
    this.pause = pause;
  }

  static Optional<String> loss(String kind) {
    return Optional.ofNullable(LOSS.get(kind));
  }

  /**
   * Tries the object under another name, with nothing written: what would be refused is not deleted
   * before.
   *
   * @return empty where that tells nothing: the kind cannot be tried so, or the trial has no room
   *     beside the living object
   * @throws DeployException if the cluster refuses it otherwise
   */
  Optional<ApplyAnswer> trial(Manifest manifest) {
    if (NAMED_BY_CONTENT.contains(manifest.ref().kind())) {
      return Optional.empty();
    }
    TrialName name = TrialName.of(manifest.ref().name());
    try {
      ApplyAnswer answer = cluster.apply(name.given(manifest), ApplyMode.DRY_RUN);
      return isTaken(answer) ? Optional.empty() : Optional.of(name.back(answer));
    } catch (Forbidden e) {
      if (NO_ROOM.matcher(e.problems().get(0).what()).find()) {
        return Optional.empty();
      }
      throw new Forbidden(name.back(e.problems().get(0)), e.right());
    } catch (NoDryRun e) {
      throw new NoDryRun(name.back(e.problems().get(0)));
    } catch (DeployException e) {
      Problem problem = name.back(e.problems().get(0));
      throw Optional.ofNullable(e.getCause())
          .map(cause -> new DeployException(problem, cause))
          .orElseGet(() -> new DeployException(problem));
    }
  }

  private static boolean isTaken(ApplyAnswer answer) {
    return answer instanceof Invalid invalid
        && invalid.causes().stream().anyMatch(cause -> cause.message().contains(TAKEN));
  }

  /** Why an object is made anew, and what is lost by it. */
  static List<String> remarks(List<String> why, Manifest manifest) {
    List<String> remarks = new ArrayList<>();
    why.forEach(one -> remarks.add("made anew: " + one));
    loss(manifest.ref().kind()).ifPresent(loss -> remarks.add("made anew: " + loss));
    return remarks;
  }

  /** Deletes this life of the object and returns when it has ended. */
  void delete(ObjectRef ref, LiveObject live) {
    String uid = live.text("metadata", "uid");
    if (!cluster.delete(ref, uid)) {
      return;
    }
    Duration wait = FIRST;
    Duration waited = Duration.ZERO;
    Optional<LiveObject> left = remains(ref, uid);
    while (left.isPresent()) {
      if (waited.compareTo(PATIENCE) >= 0) {
        throw new DeployException(stays(ref, left.get()));
      }
      pause.pause(wait);
      waited = waited.plus(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
      left = remains(ref, uid);
    }
  }

  private Optional<LiveObject> remains(ObjectRef ref, String uid) {
    return cluster.get(ref).filter(object -> object.text("metadata", "uid").equals(uid));
  }

  private static Problem stays(ObjectRef ref, LiveObject left) {
    return Problem.of(
            ref
                + " was deleted to be made anew, but is still there after "
                + PATIENCE.toSeconds()
                + " s",
            Place.of(ref.toString()),
            "see what holds it, and deploy again when it is gone")
        .withDetail(Stream.concat(finalizers(left), remaining(left)).toList());
  }

  /** Those of a namespace stand in its {@code spec}. */
  private static Stream<String> finalizers(LiveObject left) {
    return Stream.of("metadata", "spec")
        .flatMap(part -> left.value(part, "finalizers").stream())
        .filter(List.class::isInstance)
        .flatMap(all -> ((List<?>) all).stream())
        .map(one -> "finalizer: " + one + WAITS.getOrDefault(one.toString(), ""));
  }

  /** What a namespace tells of what is left in it, and of what does not let it go. */
  private static Stream<String> remaining(LiveObject left) {
    return left.ref().kind().equals("Namespace")
        ? left.objects("status", "conditions").stream()
            .filter(condition -> condition.text("status").equals("True"))
            .map(condition -> condition.text("message"))
        : Stream.empty();
  }
}
