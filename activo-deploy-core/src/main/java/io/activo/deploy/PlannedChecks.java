package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.kubernetes.KubernetesVersion;
import io.activo.deploy.kubernetes.lint.Acceptance;
import io.activo.deploy.kubernetes.lint.Home;
import io.activo.deploy.kubernetes.lint.Judgement;
import io.activo.deploy.kubernetes.lint.OwnImages;
import io.activo.deploy.kubernetes.schema.Schemas;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.step.CheckedManifests;
import io.activo.deploy.step.ManifestChecks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What checking the objects of a plan has found, without asking anybody.
 *
 * @param checked the objects
 * @param judgement what was found
 * @param at where the description speaks of Kubernetes
 */
record PlannedChecks(CheckedManifests checked, Judgement judgement, Place at) {

  /** Checks the objects; every error is a problem. */
  static Optional<PlannedChecks> of(
      DeployDescription description,
      PlannedManifests manifests,
      PlannedImages images,
      Problems problems) {
    return description
        .kubernetes()
        .filter(any -> !manifests.manifests().isEmpty())
        .map(asked -> of(asked, manifests, images, problems));
  }

  private static PlannedChecks of(
      KubernetesDescription asked,
      PlannedManifests manifests,
      PlannedImages images,
      Problems problems) {
    ManifestChecks checks =
        new ManifestChecks(
            asked.checks().version(),
            acceptances(asked.checks().accept(), problems),
            new OwnImages(own(images), image -> false),
            home(asked, manifests));
    CheckedManifests checked =
        manifests.whole()
            ? checks.offline(manifests.manifests())
            : checks.eachAlone(manifests.manifests());
    Judgement judgement = checked.judgement();
    judgement.errors().forEach(finding -> problems.add(ManifestChecks.told(finding)));
    return new PlannedChecks(checked, judgement, asked.at());
  }

  private static Optional<Home> home(KubernetesDescription asked, PlannedManifests manifests) {
    return asked
        .namespace()
        .map(named -> new Home(named.value(), named.at(), manifests.elsewhere()));
  }

  /** What this deploy pushes, with every tag. */
  private static Set<ImageReference> own(PlannedImages images) {
    Set<ImageReference> own = new HashSet<>(images.references());
    for (PlannedImage image : images.all()) {
      ImageDescription asked = image.asked();
      asked.tags().forEach(tag -> own.add(asked.reference().withTag(tag.value())));
    }
    return own;
  }

  private static List<Acceptance> acceptances(List<Text> entries, Problems problems) {
    List<String> rules = ManifestChecks.rules();
    return entries.stream()
        .flatMap(
            entry ->
                problems.collect(() -> Acceptance.parse(entry.value(), entry.at(), rules)).stream())
        .toList();
  }

  private ManifestChecks checks() {
    return checked.checks();
  }

  /** What is probably not meant, and acceptances that accept nothing. */
  List<Problem> warnings() {
    return Stream.of(
            judgement.warnings().stream().map(ManifestChecks::told),
            checks().idleOffline(judgement),
            unknownVersion().stream())
        .flatMap(each -> each)
        .toList();
  }

  private Optional<Problem> unknownVersion() {
    return checks()
        .version()
        .filter(asked -> !asked.equals(checks().offlineVersion()))
        .map(
            asked ->
                Problem.of(
                    "Kubernetes "
                        + asked
                        + " is not known here; the manifests are checked against "
                        + checks().offlineVersion(),
                    at,
                    "known are " + Schemas.known().get(0) + " to " + newest()));
  }

  private static KubernetesVersion newest() {
    return Schemas.known().get(Schemas.known().size() - 1);
  }

  /**
   * {@code against Kubernetes 1.34; accepted: latest-tag Deployment/web}.
   *
   * @param again whether a step checks them by what the cluster knows
   */
  String summary(boolean again) {
    List<String> accepted =
        judgement.accepted().stream()
            .map(one -> one.rule() + " " + one.object().kind() + "/" + one.object().name())
            .distinct()
            .toList();
    return "against Kubernetes "
        + checks().offlineVersion()
        + why(again)
        + (accepted.isEmpty() ? "" : "; accepted: " + String.join(", ", accepted));
  }

  /** A version that is named holds in the step too. */
  private String why(boolean again) {
    if (checks().version().isPresent()) {
      return "";
    }
    return again
        ? " (the newest known; the cluster's own version at the step check)"
        : " (the newest known)";
  }
}
