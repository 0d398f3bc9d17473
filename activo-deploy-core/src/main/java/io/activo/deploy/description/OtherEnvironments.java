package io.activo.deploy.description;

import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.ImageTag;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environments beside the one that is described, each read once and as far as it can be: what
 * is wrong with them is not told here.
 */
final class OtherEnvironments {
  private final List<Other> others;

  /** One of them. */
  record Other(String name, Section section) {}

  private record Release(Target cluster, Optional<String> namespace) {}

  OtherEnvironments(Environments environments, Entry chosen) {
    this.others =
        environments.others(chosen).stream()
            .map(
                entry -> new Other(entry.key().text(), environments.section(entry, new Problems())))
            .toList();
  }

  /** All, in written order. */
  List<Other> all() {
    return others;
  }

  /** The manifests of the others that an environment does not apply itself. */
  List<Text> manifests(Section own) {
    Set<String> ofOwn = manifestsOf(own).map(Text::value).collect(Collectors.toSet());
    return others.stream()
        .flatMap(other -> manifestsOf(other.section()))
        .filter(manifest -> !ofOwn.contains(manifest.value()))
        .distinct()
        .toList();
  }

  private static Stream<Text> manifestsOf(Section environment) {
    return environment.section("kubernetes").stream().flatMap(ManifestEntries::paths);
  }

  /** The name and tag of an image of another environment; empty where they are not known here. */
  static Optional<ImageReference> reference(Section environment, ImageEntries.Entry image) {
    Variables variables = environment.variables();
    String tag = variables.known(image.tag());
    return image
        .repository()
        .map(variables::known)
        .filter(name -> !References.isUnknown(name + tag) && ImageReference.fault(name).isEmpty())
        .map(name -> ImageReference.parse(name).withTag(ImageTag.of(tag)));
  }

  /**
   * One app in one namespace of one cluster is one release; an environment that would be the
   * release of another is a mistake.
   *
   * @param own the description of the environment that is not among these
   */
  void refuseTwoForOneRelease(DeployDescription own, Problems problems) {
    Text name = own.environment().name();
    own.kubernetes()
        .flatMap(
            kubernetes -> release(kubernetes.cluster(), kubernetes.namespace().map(Text::value)))
        .ifPresent(
            release ->
                others.stream()
                    .filter(other -> release(other.section()).equals(Optional.of(release)))
                    .forEach(other -> problems.add(sameRelease(name, other.name()))));
  }

  private static Problem sameRelease(Text name, String other) {
    return Problem.of(
        "environment '" + name + "' would be the same release as '" + other + "'",
        name.at(),
        "give each a cluster or a namespace of its own");
  }

  private static Optional<Release> release(Section environment) {
    return environment
        .section("kubernetes")
        .flatMap(
            kubernetes ->
                new ClusterSection(kubernetes)
                    .target()
                    .flatMap(
                        cluster ->
                            release(cluster, kubernetes.text("namespace").map(Text::value))));
  }

  private static Optional<Release> release(Target cluster, Optional<String> namespace) {
    return cluster instanceof Target.Rehearsal
        ? Optional.empty()
        : Optional.of(new Release(cluster, namespace));
  }
}
