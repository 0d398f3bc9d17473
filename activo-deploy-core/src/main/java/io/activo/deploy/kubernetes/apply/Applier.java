package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.Applied;
import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Applies the objects of a release: in the waves of {@link ApplyOrder}, those of a wave at once. An
 * object that is already as applying it would make it costs no request of its own.
 */
public final class Applier {
  private final Cluster cluster;
  private final OwnershipRules rules;
  private final String namespace;
  private final Disclosure disclosure;

  /**
   * Applies to a cluster.
   *
   * @param namespace where objects without a namespace go, if their kind lives in namespaces
   */
  public Applier(Cluster cluster, OwnershipRules rules, String namespace) {
    this(cluster, rules, namespace, Disclosure.ofUrls());
  }

  private Applier(Cluster cluster, OwnershipRules rules, String namespace, Disclosure disclosure) {
    this.cluster = cluster;
    this.rules = rules;
    this.namespace = namespace;
    this.disclosure = disclosure;
  }

  /** The same, which tells values of objects as a run may show them. */
  public Applier showing(Disclosure shown) {
    return new Applier(cluster, rules, namespace, shown);
  }

  /** What one list for each kind and namespace tells about the objects, each in its namespace. */
  public LiveObjects list(List<Manifest> manifests) {
    try (Workers workers = new Workers(cluster.concurrency())) {
      return new Look(cluster, workers).at(Release.of(manifests, cluster, namespace));
    }
  }

  /**
   * The names of those that are in place already: applying them would change nothing.
   *
   * @param live what {@link #list} has told of them
   */
  public Set<ObjectRef> settled(List<Manifest> manifests, LiveObjects live) {
    Release release = Release.of(manifests, cluster, namespace);
    ObjectApply one = one(release);
    return release.manifests().stream()
        .filter(manifest -> isSettled(manifest, live.of(manifest.ref()), one))
        .map(Manifest::ref)
        .collect(Collectors.toSet());
  }

  /**
   * Applies all objects. A failure stops what has not begun.
   *
   * @param progress told of every object that changed, in the order given within its wave
   * @throws DeployException with every failure, what was applied before and what was not tried
   */
  public AppliedAll apply(List<Manifest> manifests, Progress progress) {
    Release release = Release.of(manifests, cluster, namespace);
    try (Workers workers = new Workers(cluster.concurrency())) {
      LiveObjects live = new Look(cluster, workers).at(release);
      Outcomes outcomes = new Outcomes(release.manifests(), progress);
      ObjectApply one = one(release);
      for (List<Manifest> wave : ApplyOrder.waves(release.manifests())) {
        outcomes.throwIfFailed();
        workers.each(work(wave, live, one, progress), outcomes::add);
        Set<ObjectRef> anew = outcomes.recreated();
        live = live.without(ref -> release.goesWith(ref, anew));
      }
      return outcomes.applied();
    }
  }

  private ObjectApply one(Release release) {
    return new ObjectApply(cluster, rules, release.manifests()).showing(disclosure);
  }

  private static List<Callable<Outcome>> work(
      List<Manifest> wave, LiveObjects live, ObjectApply one, Progress progress) {
    AtomicBoolean failed = new AtomicBoolean();
    List<Callable<Outcome>> work = new ArrayList<>();
    for (Manifest manifest : wave) {
      work.add(
          () -> {
            if (failed.get()) {
              return new Outcome.NotTried(manifest);
            }
            progress.status("applying " + manifest.ref());
            try {
              return new Outcome.Done(applied(manifest, live.of(manifest.ref()), one));
            } catch (DeployException e) {
              failed.set(true);
              return new Outcome.Failed(manifest, e.problems());
            }
          });
    }
    return work;
  }

  /** Values alone do not settle it: somebody else may own the fields too. */
  private static boolean isSettled(Manifest manifest, Optional<LiveObject> live, ObjectApply one) {
    Manifest sent = one.sent(manifest, live);
    return live.filter(there -> InSync.is(sent, there) && !one.changesOwners(manifest, there))
        .isPresent();
  }

  private static Applied applied(Manifest manifest, Optional<LiveObject> live, ObjectApply one) {
    return isSettled(manifest, live, one)
        ? new Applied(manifest.ref(), Applied.Change.UNCHANGED)
        : one.apply(manifest, live);
  }
}
