package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.LiveDifferences;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;

/**
 * Asks a cluster what applying a release would do, object by object.
 *
 * @param ownership the rules by which it would be applied
 * @param masker hides the secrets of the run
 */
public record Previews(Cluster cluster, OwnershipRules ownership, Masker masker) {

  /** Of every object what would change. */
  public Diff all(PlannedRelease release, Progress progress) {
    ObjectApply apply = new ObjectApply(cluster, ownership, release.manifests());
    return new LiveDifferences(
            cluster, apply, cluster::get, masker, LiveDifferences.Patience.USUAL)
        .of(release, progress);
  }

  /** As {@link #all}; what is seen to be in place already need not be asked about. */
  Diff pending(PlannedRelease release, Progress progress) {
    return all(release, progress);
  }
}
