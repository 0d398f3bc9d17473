package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Definition;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.apply.Applier;
import io.activo.deploy.kubernetes.apply.LiveObjects;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.LiveDifferences;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a cluster what applying a release would do, object by object.
 *
 * @param ownership the rules by which it would be applied
 * @param masker hides the secrets of the run
 */
public record Previews(Cluster cluster, OwnershipRules ownership, Masker masker) {

  /** Of every object what would change. */
  public Diff all(PlannedRelease release, Progress progress) {
    return differences(release, cluster::get).of(release, progress);
  }

  /** As {@link #all}; what is seen to be in place already is not asked about. */
  Diff pending(PlannedRelease release, Progress progress) {
    Applier applier = new Applier(cluster, ownership, release.namespace());
    LiveObjects live = applier.list(release.manifests());
    return differences(release, ref -> known(ref, live))
        .of(release, applier.settled(release.manifests(), live), progress);
  }

  /**
   * What the list does not tell is asked for. What may not be read is applied as if it were not
   * there, so it is asked about in the same way; but others wait for what brings them a namespace
   * or a definition, and have to know whether it is there.
   */
  private Optional<LiveObject> known(ObjectRef ref, LiveObjects live) {
    Optional<LiveObject> listed = live.of(ref);
    if (listed.isPresent()) {
      return listed;
    }
    try {
      return cluster.get(ref);
    } catch (Forbidden e) {
      if (Definition.is(ref) || ref.kind().equals("Namespace")) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private LiveDifferences differences(
      PlannedRelease release, Function<ObjectRef, Optional<LiveObject>> live) {
    ObjectApply apply = new ObjectApply(cluster, ownership, release.manifests());
    return new LiveDifferences(cluster, apply, live, masker, LiveDifferences.Patience.USUAL);
  }
}
