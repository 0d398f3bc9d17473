package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the Services of the release have the ports to which Ingresses send. */
final class IngressPortCheck {
  private IngressPortCheck() {}

  static Stream<Finding> of(Release release) {
    return Ingresses.of(release)
        .flatMap(Ingresses::backends)
        .flatMap(
            backend ->
                release.find(backend.ref()).map(Field::root).stream()
                    .filter(service -> !service.text("spec", "type").equals("ExternalName"))
                    .flatMap(service -> check(backend.port(), service).stream()));
  }

  private static Optional<Finding> check(Field port, Field service) {
    List<Field> ports = service.items("spec", "ports");
    Optional<String> wanted = port.scalar();
    if (wanted.isEmpty() || ports.stream().anyMatch(each -> is(port, each))) {
      return Optional.empty();
    }
    Manifest target = service.manifest();
    return Optional.of(
        port.error(
            Rule.INGRESS_PORT,
            "%s (%s) has no port %s"
                .formatted(
                    target.ref(),
                    service.at("spec", "ports").place(),
                    port.number().isPresent() ? wanted.get() : "named '" + wanted.get() + "'"),
            hint(port, ports)));
  }

  private static boolean is(Field wanted, Field port) {
    return wanted.number().isPresent()
        ? wanted.number().equals(port.at("port").number())
        : wanted.text().equals(port.at("name").text());
  }

  private static String hint(Field wanted, List<Field> ports) {
    List<String> names = ports.stream().map(each -> each.text("name")).toList();
    String near = NearestName.hint(wanted.text().orElse(""), names);
    if (!near.isEmpty()) {
      return near;
    }
    boolean target =
        wanted.number().isPresent()
            && ports.stream()
                .anyMatch(each -> wanted.number().equals(each.at("targetPort").number()));
    String known =
        ports.stream()
            .map(each -> each.at("port").scalar().orElse("?") + name(each))
            .collect(Collectors.joining(", "));
    return target
        ? "that is the port of the pods; the Service's own: " + known
        : "its ports: " + known;
  }

  private static String name(Field port) {
    return port.at("name").text().map(name -> " '" + name + "'").orElse("");
  }
}
