package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.diff.Diff;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.step.ManifestChecks;
import io.activo.deploy.step.Previews;
import io.activo.deploy.step.ReleasedImages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the cluster of a plan what applying it would change. Writes nothing. */
public final class Comparison {
  private final Ports ports;
  private final PlannedRelease release;
  private final OwnershipRules ownership;
  private final PlannedParts parts;

  Comparison(Ports ports, PlannedCluster target, PlannedParts parts) {
    this.ports = ports;
    this.release = parts.manifests().release(target, parts.images());
    this.ownership = target.asked().ownership().rules();
    this.parts = parts;
  }

  /**
   * What the cluster says.
   *
   * @param diff what would change
   * @param errors what checking the manifests by what the cluster knows has found
   * @param warnings the same, of what is probably not meant and not told by the plan
   */
  public record Answer(Diff diff, List<Problem> errors, List<Problem> warnings) {
    public Answer {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    /** How many things the cluster would not let happen. */
    public int refusals() {
      return errors.size() + diff.refused();
    }

    /** Whether what is planned can be done, as far as the cluster tells. */
    public boolean permits() {
      return refusals() == 0;
    }
  }

  /**
   * What would change if every image were as it will be built: its digest is not known yet. Never
   * fails for what the cluster does not tell.
   *
   * @throws DeployException if the configuration of the cluster cannot be read
   */
  public Answer beforeBuilding(Progress progress) {
    return compared(release, progress);
  }

  /**
   * What would change with the images that the registries have; one that they do not have, or do
   * not tell, is compared by its tag.
   *
   * @throws DeployException if the configuration of the cluster cannot be read
   */
  public Answer asPushed(Progress progress) {
    ReleasedImages released = new ReleasedImages();
    List<ImageReference> images = parts.images().references();
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

  private Answer compared(PlannedRelease wanted, Progress progress) {
    Cluster cluster = ports.cluster().get();
    Diff diff = new Previews(cluster, ownership, parts.masker()).all(wanted, progress);
    boolean isSilent = diff.unknown() == wanted.manifests().size();
    Optional<Judgement> found =
        parts
            .online()
            .filter(any -> !isSilent)
            .map(checked -> checked.online(wanted.manifests(), cluster));
    List<Finding> warned = warned();
    return new Answer(
        diff,
        told(found.map(Judgement::errors).orElse(List.of())),
        told(
            found.map(Judgement::warnings).orElse(List.of()).stream()
                .filter(finding -> !warned.contains(finding))
                .toList()));
  }

  /** What the plan has warned of. */
  private List<Finding> warned() {
    return parts.online().map(checked -> checked.judgement().warnings()).orElse(List.of());
  }

  private List<Problem> told(List<Finding> findings) {
    return findings.stream()
        .map(ManifestChecks::told)
        .map(problem -> problem.map(parts.masker()::mask))
        .toList();
  }
}
