package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.LiveDifferences.Patience;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.List;
import java.util.stream.Collectors;

/** Compares with a real cluster. */
record RealDiffs(RealCluster real) {
  Diff of(List<Manifest> manifests) {
    return of(real.cluster(), PlannedRelease.of(manifests, real.namespace()));
  }

  ObjectDiff of(Manifest manifest, OwnershipRules rules) {
    PlannedRelease release = PlannedRelease.of(List.of(manifest), real.namespace());
    return of(real.cluster(), release, rules).objects().get(0);
  }

  static Diff of(Cluster cluster, PlannedRelease release) {
    return of(cluster, release, OwnershipRules.STRICT);
  }

  private static Diff of(Cluster cluster, PlannedRelease release, OwnershipRules rules) {
    ObjectApply apply = new ObjectApply(cluster, rules, release.manifests());
    return new LiveDifferences(cluster, apply, cluster::get, Masker.ofUrls(), Patience.USUAL)
        .of(release, Progress.none());
  }

  static ObjectApply ownership(Cluster cluster, List<Manifest> manifests) {
    return new ObjectApply(cluster, OwnershipRules.STRICT, manifests);
  }

  void apply(Manifest... manifests) {
    for (Manifest manifest : manifests) {
      real.apply(manifest);
    }
  }

  /** The fields of the only object that would be changed, a line each. */
  String changes(Manifest manifest) {
    return text(of(manifest, OwnershipRules.STRICT));
  }

  static String text(ObjectDiff object) {
    return object.changes().stream()
        .flatMap(change -> DiffText.change(change).stream())
        .collect(Collectors.joining("\n"));
  }
}
