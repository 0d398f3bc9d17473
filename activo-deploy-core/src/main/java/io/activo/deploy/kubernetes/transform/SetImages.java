package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives containers the images of {@code set-image}; the more exact entry wins. */
record SetImages(List<ImageChange> changes) {
  SetImages {
    changes =
        changes.stream().sorted(Comparator.comparing(change -> change.object().isEmpty())).toList();
  }

  List<Manifest> apply(List<Manifest> manifests, Problems problems) {
    for (ImageChange change : changes) {
      boolean isUsed = manifests.stream().anyMatch(manifest -> isFor(change, manifest));
      if (!isUsed) {
        problems.add(unused(change, manifests));
      }
    }
    return changes.isEmpty() ? manifests : manifests.stream().map(this::changed).toList();
  }

  private static boolean isFor(ImageChange change, Manifest manifest) {
    return containers(manifest).stream().anyMatch(name -> change.isFor(manifest.ref(), name));
  }

  private Manifest changed(Manifest manifest) {
    Manifest changed = manifest;
    for (List<String> path : containerPaths(manifest)) {
      changed =
          changed.with(
              Fields.changed(
                  changed.content(), path, container -> changed(manifest.ref(), container)));
    }
    return changed;
  }

  private Map<String, Object> changed(ObjectRef ref, Map<String, Object> container) {
    Optional<String> name = Fields.text(container, "name");
    return changes.stream()
        .filter(change -> name.isPresent() && change.isFor(ref, name.get()))
        .findFirst()
        .map(change -> Fields.with(container, "image", change.image()))
        .orElse(container);
  }

  private static List<List<String>> containerPaths(Manifest manifest) {
    return PodFields.anySpecs(manifest).stream()
        .flatMap(spec -> PodFields.CONTAINERS.stream().map(list -> PodFields.then(spec, list)))
        .toList();
  }

  private static List<String> containers(Manifest manifest) {
    return containerPaths(manifest).stream()
        .flatMap(path -> Fields.maps(manifest.content(), path).stream())
        .flatMap(container -> Fields.text(container, "name").stream())
        .toList();
  }

  private static Problem unused(ImageChange change, List<Manifest> manifests) {
    Set<String> names = new LinkedHashSet<>();
    for (Manifest manifest : manifests) {
      String object = manifest.ref().kind() + "/" + manifest.ref().name() + "/";
      containers(manifest)
          .forEach(name -> names.add(change.object().isEmpty() ? name : object + name));
    }
    String near = NearestName.hint(change.target(), names);
    String all =
        names.isEmpty() ? "no manifest has containers" : "there are: " + String.join(", ", names);
    return Problem.of(
        "no container is called '" + change.target() + "'",
        change.at(),
        near.isEmpty() ? all : near);
  }
}
