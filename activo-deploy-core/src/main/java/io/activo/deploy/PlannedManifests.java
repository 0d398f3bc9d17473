package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.Workloads;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.template.Rendered;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The manifests, rendered and checked, in the order in which they are applied.
 *
 * @param manifests those whose kind takes a namespace have theirs, as far as it is known offline
 * @param whole whether nothing is wrong that could keep one from being among them
 * @param files the rendered text of each file, in the order of the description
 * @param warnings what is probably not meant
 * @param elsewhere where objects stand whose entry names a namespace
 * @param secrets what must not be shown of them
 */
record PlannedManifests(
    List<Manifest> manifests,
    boolean whole,
    List<Rendered> files,
    List<Problem> warnings,
    Set<Place.InText> elsewhere,
    List<Secret> secrets) {

  static PlannedManifests of(
      DeployDescription description,
      PlannedEnvFile envFile,
      ManifestPlanning.Scene scene,
      Problems problems) {
    return description.kubernetes().isEmpty()
        ? new PlannedManifests(List.of(), true, List.of(), List.of(), Set.of(), List.of())
        : new ManifestPlanning(description, envFile, scene, problems).planned();
  }

  /** The namespaces that nothing in this deploy makes. */
  Set<String> expectedNamespaces(PlannedCluster target) {
    Set<String> names = new TreeSet<>();
    names.add(target.namespace());
    manifests.forEach(manifest -> names.add(manifest.ref().namespace()));
    names.remove("");
    if (target.asked().newNamespace().isPresent()) {
      names.remove(target.namespace());
    }
    manifests.stream()
        .map(Manifest::ref)
        .filter(ref -> ref.kind().equals("Namespace"))
        .forEach(ref -> names.remove(ref.name()));
    return names;
  }

  /** What is compared with a cluster. */
  PlannedRelease release(PlannedCluster target, PlannedImages images) {
    return new PlannedRelease(
        manifests,
        target.namespace(),
        target.asked().newNamespace().isPresent() ? Set.of(target.namespace()) : Set.of(),
        images.references().stream().map(Object::toString).collect(Collectors.toSet()));
  }

  /** What is waited for. */
  List<ObjectRef> workloads() {
    return manifests.stream().map(Manifest::ref).filter(Workloads::rollsOut).toList();
  }

  /** Whether a container has exactly this image. */
  boolean use(String image) {
    return manifests.stream().anyMatch(manifest -> manifest.usesImage(image));
  }
}
