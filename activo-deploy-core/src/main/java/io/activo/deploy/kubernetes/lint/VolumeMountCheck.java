package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.NearestName;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether containers mount volumes that their pod has. */
final class VolumeMountCheck {
  private VolumeMountCheck() {}

  static Stream<Finding> of(Release release) {
    return release.pods().stream().flatMap(VolumeMountCheck::check);
  }

  private static Stream<Finding> check(PodTemplate pods) {
    Set<String> volumes = volumes(pods);
    return pods.containers().stream()
        .flatMap(
            container ->
                Stream.concat(
                    container.field().items("volumeMounts").stream(),
                    container.field().items("volumeDevices").stream()))
        .map(mount -> mount.at("name"))
        .filter(name -> name.text().filter(text -> !volumes.contains(text)).isPresent())
        .map(name -> finding(name, volumes, pods));
  }

  private static Set<String> volumes(PodTemplate pods) {
    Set<String> volumes = new TreeSet<>();
    pods.spec().items("volumes").forEach(volume -> volumes.add(volume.text("name")));
    Field.root(pods.owner())
        .items("spec", "volumeClaimTemplates")
        .forEach(claim -> volumes.add(claim.text("metadata", "name")));
    return volumes;
  }

  private static Finding finding(Field name, Set<String> volumes, PodTemplate pods) {
    String near = NearestName.hint(name.text().orElse(""), volumes);
    Field written = pods.spec().at("volumes");
    String known =
        volumes.isEmpty()
            ? "the pod has no volumes: add it under volumes"
            : "the pod has: %s (%s)".formatted(String.join(", ", volumes), written.place());
    return name.error(
        Rule.VOLUME_MOUNT,
        "the pod has no volume named '" + name.text().orElse("") + "'",
        near.isEmpty() ? known : near);
  }
}
