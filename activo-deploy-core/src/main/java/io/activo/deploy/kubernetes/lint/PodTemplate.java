package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the pods of an object will be: its pod template, or a Pod itself.
 *
 * @param field the field with {@code metadata} and {@code spec}
 * @param labels what selectors compare
 */
record PodTemplate(Field field, Map<String, String> labels) {

  /** Of a Pod, and wherever a pod template stands, whatever the kind is called. */
  static List<PodTemplate> of(Manifest manifest) {
    Field root = Field.root(manifest);
    Stream<Field> places =
        manifest.ref().kind().equals("Pod")
            ? Stream.of(root)
            : Stream.of(
                root.at("spec", "template"),
                root.at("spec", "jobTemplate", "spec", "template"),
                root.at("template"));
    return places
        .filter(place -> place.at("spec", "containers").isWritten())
        .map(place -> new PodTemplate(place, labels(place)))
        .toList();
  }

  Manifest owner() {
    return field.manifest();
  }

  Field spec() {
    return field.at("spec");
  }

  Field labelsField() {
    return field.at("metadata", "labels");
  }

  private static Map<String, String> labels(Field template) {
    Map<String, String> labels = new LinkedHashMap<>();
    Map<String, Field> written = template.at("metadata", "labels").entries();
    written.forEach((key, value) -> labels.put(key, value.scalar().orElse("")));
    return labels;
  }

  /** All containers: init containers, containers, ephemeral containers. */
  List<Container> containers() {
    return Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(list -> spec().items(list).stream())
        .map(Container::new)
        .toList();
  }

  /** The ports of the containers that run as long as the pod does. */
  List<Container.Port> ports() {
    return containers().stream()
        .filter(Container::runsOn)
        .flatMap(container -> container.ports().stream())
        .toList();
  }
}
