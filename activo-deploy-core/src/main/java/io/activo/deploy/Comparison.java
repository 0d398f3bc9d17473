package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.Previews;
import io.activo.deploy.step.ReleasedImages;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the cluster of a plan what applying it would change. Writes nothing. */
public final class Comparison {
  private final Ports ports;
  private final PlannedRelease release;
  private final OwnershipRules ownership;
  private final List<ImageReference> images;
  private final Masker masker;

  private Comparison(
      Ports ports,
      PlannedRelease release,
      OwnershipRules ownership,
      List<ImageReference> images,
      Masker masker) {
    this.ports = ports;
    this.release = release;
    this.ownership = ownership;
    this.images = images;
    this.masker = masker;
  }

  static Comparison of(
      Ports ports,
      PlannedCluster target,
      PlannedManifests manifests,
      PlannedImages images,
      Masker masker) {
    return new Comparison(
        ports,
        manifests.release(target, images),
        target.asked().ownership(),
        images.references(),
        masker);
  }

  /**
   * What would change if every image were as it will be built: its digest is not known yet. Never
   * fails for what the cluster does not tell.
   *
   * @throws DeployException if the configuration of the cluster cannot be read
   */
  public Diff beforeBuilding(Progress progress) {
    return compared(release, progress);
  }

  /**
   * What would change with the images that the registries have; one that they do not have, or do
   * not tell, is compared by its tag.
   *
   * @throws DeployException if the configuration of the cluster cannot be read
   */
  public Diff asPushed(Progress progress) {
    ReleasedImages released = new ReleasedImages();
    for (ImageReference image : images) {
      progress.status("asking for " + image);
      try {
        ports.registry().get().digest(image).ifPresent(digest -> released.found(image, digest));
      } catch (DeployException e) {
        progress.line("cannot look for " + image + ": " + e.problems().get(0).what());
      }
    }
    List<Manifest> pinned = release.manifests().stream().map(released::pin).toList();
    Set<String> unknown =
        images.stream()
            .filter(image -> released.of(image).isEmpty())
            .map(ImageReference::toString)
            .collect(Collectors.toSet());
    return compared(
        new PlannedRelease(pinned, release.namespace(), release.newNamespaces(), unknown),
        progress);
  }

  private Diff compared(PlannedRelease wanted, Progress progress) {
    return new Previews(ports.cluster().get(), ownership, masker).all(wanted, progress);
  }
}
