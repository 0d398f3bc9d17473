package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.Text;
import io.activo.deploy.kubernetes.ApplyOrder;
import io.activo.deploy.kubernetes.BuiltInKinds;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.Workloads;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Rendered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The manifests, rendered and checked, in the order in which they are applied.
 *
 * @param manifests those whose kind takes a namespace have theirs, as far as it is known offline
 * @param files the rendered text of each file, in the order of the description
 * @param warnings what is probably not meant
 */
record PlannedManifests(List<Manifest> manifests, List<Rendered> files, List<Problem> warnings) {

  static PlannedManifests of(
      DeployDescription description,
      Path folder,
      Optional<PlannedCluster> cluster,
      Problems problems) {
    if (description.kubernetes().isEmpty()) {
      return new PlannedManifests(List.of(), List.of(), List.of());
    }
    PathsBelow paths = new PathsBelow(folder);
    String namespace = cluster.map(PlannedCluster::namespace).orElse("");
    List<Rendered> files = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>();
    List<Manifest> manifests = new ArrayList<>();
    new ManifestFiles(paths)
        .chosen(description.kubernetes().get().manifests(), problems)
        .forEach(
            file -> {
              String own = file.entry().namespace().map(Text::value).orElse(namespace);
              ManifestTemplate template =
                  new ManifestTemplate(paths.show(file.path()), file.path(), file.entry());
              Optional<Rendered> text = problems.collect(() -> template.rendered(warnings::add));
              text.ifPresent(files::add);
              text.flatMap(rendered -> problems.collect(() -> Manifests.read(rendered)))
                  .ifPresent(read -> read.forEach(one -> manifests.add(placed(one, own))));
            });
    if (problems.isEmpty()) {
      problems.run(() -> Manifests.check(manifests));
    }
    return new PlannedManifests(ApplyOrder.sorted(manifests), files, warnings);
  }

  private static Manifest placed(Manifest manifest, String namespace) {
    boolean takesOne =
        BuiltInKinds.namespaced(manifest.ref().apiVersion(), manifest.ref().kind()).orElse(false);
    return takesOne && manifest.ref().namespace().isEmpty() && !namespace.isEmpty()
        ? manifest.inNamespace(namespace)
        : manifest;
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

  /** What is waited for. */
  List<ObjectRef> workloads() {
    return manifests.stream().map(Manifest::ref).filter(Workloads::rollsOut).toList();
  }

  /** Whether a container has exactly this image. */
  boolean use(String image) {
    return manifests.stream().anyMatch(manifest -> manifest.usesImage(image));
  }
}
