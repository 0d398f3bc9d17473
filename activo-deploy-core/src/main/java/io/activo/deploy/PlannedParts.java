package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.EnvFileDescription;
import io.activo.deploy.git.Revision;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.CheckedManifests;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan is made of.
 *
 * @param rehearses whether every outside system is in memory
 * @param complete whether all that is described could be read
 * @param masker knows every secret of them
 */
record PlannedParts(
    DeployDescription description,
    Revision revision,
    boolean rehearses,
    boolean complete,
    PlannedEnvFile envFile,
    PlannedImages images,
    Optional<PlannedCluster> cluster,
    PlannedManifests manifests,
    Optional<PlannedChecks> checks,
    Masker masker) {

  /** What is probably not meant. */
  List<Problem> warnings(Path folder) {
    List<Problem> warnings = new ArrayList<>(envFile.warnings());
    warnings.addAll(manifests.warnings());
    warnings.addAll(images.warnings(manifests));
    warnings.addAll(checkWarnings());
    cluster.ifPresent(target -> warnings.addAll(target.warnings()));
    warnings.addAll(new UnusedVariables(description, folder).warnings());
    return warnings;
  }

  /** An acceptance for an object that is not there is told once. */
  private List<Problem> checkWarnings() {
    List<Problem> unknown = unknownObjects();
    Set<Place> told = unknown.stream().map(Problem::where).collect(Collectors.toSet());
    Stream<Problem> found = checks.stream().flatMap(any -> any.warnings().stream());
    return Stream.concat(found.filter(one -> !told.contains(one.where())), unknown.stream())
        .toList();
  }

  /** What could not be read may have them. */
  private List<Problem> unknownObjects() {
    return description
        .kubernetes()
        .filter(any -> complete)
        .map(asked -> UnknownObjects.of(asked, manifests.manifests()).warnings())
        .orElse(List.of());
  }

  /**
   * What a reader wants to know first.
   *
   * @param applies whether the plan goes on to the cluster
   */
  PlanHeading heading(boolean applies) {
    boolean again = applies && online().isPresent();
    return new PlanHeading(
        description, revision, images, cluster, checks.map(found -> found.summary(again)));
  }

  /** What is checked again by what a real cluster knows. */
  Optional<CheckedManifests> online() {
    return checks.map(PlannedChecks::checked).filter(any -> !rehearses);
  }

  /** Which settings the Secret of the env-file has, where there is one. */
  List<String> settings() {
    return description.envFile().flatMap(EnvFileDescription::secret).isPresent()
        ? envFile.lines(masker)
        : List.of();
  }

  DeployPlan.Contents contents(Ports ports, Instant time) {
    Optional<Comparison> comparison =
        cluster.filter(any -> !rehearses).map(target -> new Comparison(ports, target, this));
    return new DeployPlan.Contents(
        manifests.manifests(), images::inputs, time, comparison, complete);
  }
}
