package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether names that tell containers, volumes and ports apart do so within a pod. */
final class DuplicateNameCheck {
  private DuplicateNameCheck() {}

  static Stream<Finding> of(Release release) {
    return release.pods().stream().flatMap(DuplicateNameCheck::check);
  }

  private static Stream<Finding> check(PodTemplate pods) {
    List<Container> containers = pods.containers();
    Stream<Finding> ports =
        containers.stream()
            .flatMap(container -> repeated("port", container.field().items("ports")));
    return Stream.of(
            repeated("container", containers.stream().map(Container::field).toList()),
            repeated("volume", pods.spec().items("volumes")),
            ports)
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> repeated(String what, List<Field> fields) {
    Map<String, Field> first = new HashMap<>();
    Stream.Builder<Finding> found = Stream.builder();
    for (Field field : fields) {
      Field name = field.at("name");
      name.text()
          .map(text -> first.putIfAbsent(text, name))
          .ifPresent(earlier -> found.add(finding(what, name, earlier)));
    }
    return found.build();
  }

  private static Finding finding(String what, Field name, Field earlier) {
    return name.error(
        Rule.DUPLICATE_NAME,
        "another %s of the pod is named '%s' (%s)"
            .formatted(what, name.text().orElse(""), earlier.place()),
        "give each a name of its own");
  }
}
