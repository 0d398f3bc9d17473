package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether probes and lifecycle hooks ask ports that are there. The name of a port is one of their
 * own container; a number may be of any container of the pod, since all have one address.
 */
final class ProbeCheck {
  private ProbeCheck() {}

  static Stream<Finding> of(Release release) {
    return release.pods().stream()
        .flatMap(
            pods ->
                pods.containers().stream()
                    .flatMap(
                        container ->
                            ports(container.field())
                                .flatMap(port -> check(port, container, pods).stream())));
  }

  private static Stream<Field> ports(Field container) {
    Stream<Field> handlers =
        Stream.of(
            container.at("livenessProbe"),
            container.at("readinessProbe"),
            container.at("startupProbe"),
            container.at("lifecycle", "postStart"),
            container.at("lifecycle", "preStop"));
    return handlers.flatMap(
        handler ->
            Stream.of("httpGet", "tcpSocket", "grpc")
                .map(handler::at)
                .filter(action -> action.text("host").isEmpty())
                .map(action -> action.at("port")));
  }

  private static Optional<Finding> check(Field port, Container container, PodTemplate pods) {
    List<Container.Port> own = container.ports();
    Optional<String> name = port.text();
    if (name.isPresent()) {
      return own.stream().anyMatch(each -> each.name().equals(name.get()))
          ? Optional.empty()
          : Optional.of(unnamed(port, name.get(), container, pods));
    }
    Optional<Long> number = port.number();
    boolean declared =
        pods.containers().stream()
            .flatMap(each -> each.ports().stream())
            .anyMatch(each -> number.filter(wanted -> wanted == each.number()).isPresent());
    return own.isEmpty() || declared || number.isEmpty()
        ? Optional.empty()
        : Optional.of(undeclared(port, container));
  }

  private static Finding unnamed(Field port, String name, Container container, PodTemplate pods) {
    List<String> names = container.ports().stream().map(Container.Port::name).toList();
    String near = NearestName.hint(name, names);
    String elsewhere =
        pods.containers().stream()
            .filter(each -> each.ports().stream().anyMatch(own -> own.name().equals(name)))
            .findFirst()
            .map(each -> "container " + each.name() + " has it; write its number")
            .orElseGet(() -> declaring(name, names));
    return port.error(
        Rule.PROBE_PORT,
        "container %s (%s) has no port named '%s'"
            .formatted(container.name(), container.field().place(), name),
        near.isEmpty() ? elsewhere : near);
  }

  private static String declaring(String name, List<String> names) {
    return names.isEmpty()
        ? "it has no ports: add ports: [{name: %s, containerPort: …}], or write the number"
            .formatted(name)
        : "name the port under ports, or write its number";
  }

  private static Finding undeclared(Field port, Container container) {
    return port.warning(
        Rule.PROBE_PORT,
        "container %s does not declare the port %s"
            .formatted(container.name(), port.scalar().orElse("")),
        container.ports().stream()
            .map(each -> each.number() + " (" + each.at().place() + ")")
            .collect(Collectors.joining(", ", "it declares ", "")));
  }
}
