package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.apply.Applier;
import io.activo.deploy.kubernetes.disclosure.Disclosure;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Applies the manifests in order, by server-side apply, with every image that was pushed held to
 * its digest. Only what changes is told line by line.
 *
 * @param manifests in the order in which they are applied
 * @param namespace where those without a namespace go, whose kind only the cluster knows
 * @param rules what may be done beyond changing our own fields
 * @param masker hides the secrets of the run
 * @param settings which settings a Secret among them has, for the reader
 */
public record ApplyManifests(
    Supplier<Cluster> cluster,
    List<Manifest> manifests,
    String namespace,
    ReleasedImages released,
    OwnershipRules rules,
    Masker masker,
    List<String> settings)
    implements Step {
  public ApplyManifests {
    manifests = List.copyOf(manifests);
    settings = List.copyOf(settings);
  }

  /** With nothing done beyond changing our own fields. */
  public ApplyManifests(
      Supplier<Cluster> cluster,
      List<Manifest> manifests,
      String namespace,
      ReleasedImages released) {
    this(
        cluster, manifests, namespace, released, OwnershipRules.STRICT, Masker.ofUrls(), List.of());
  }

  @Override
  public StepDescription describe() {
    return new StepDescription(
        "apply",
        manifests.size()
            + (manifests.size() == 1 ? " object" : " objects")
            + " to namespace "
            + namespace,
        Stream.of(
                manifests.stream().map(m -> m.ref() + "  (" + m.place() + ")"),
                rules.lines().stream(),
                settings.stream())
            .flatMap(each -> each)
            .toList());
  }

  @Override
  public StepResult run(Progress progress) {
    List<Manifest> pinned = manifests.stream().map(released::pin).toList();
    try {
      Applier applier = new Applier(cluster.get(), rules, namespace);
      Disclosure disclosure = Disclosure.by(masker);
      return new StepResult.Done(applier.showing(disclosure).apply(pinned, progress).summary());
    } catch (DeployException e) {
      return new StepResult.Failed(e.problems());
    }
  }
}
