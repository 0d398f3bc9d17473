package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a Service selects pods, and whether they have the ports to which it sends. */
final class ServiceCheck {
  private ServiceCheck() {}

  static Stream<Finding> of(Release release) {
    return release.objects("", "Service").stream()
        .filter(service -> !service.text("spec", "type").equals("ExternalName"))
        .flatMap(service -> check(service, release));
  }

  private static Stream<Finding> check(Field service, Release release) {
    Selector selector = Selector.ofLabels(service.at("spec", "selector"));
    if (selector.isEmpty()) {
      return Stream.empty();
    }
    List<PodTemplate> pods = release.selected(selector);
    return pods.isEmpty()
        ? Selection.ofNothing(Rule.SERVICE_SELECTS_NOTHING, selector, release).stream()
        : service.items("spec", "ports").stream().flatMap(port -> check(port, pods).stream());
  }

  private static Optional<Finding> check(Field port, List<PodTemplate> pods) {
    Field written = port.at("targetPort");
    // The API server takes the target port 0 for one that is not written.
    boolean isWritten = written.isWritten() && written.number().orElse(1L) != 0;
    Field target = isWritten ? written : port.at("port");
    String protocol = port.at("protocol").text().orElse("TCP");
    List<Container.Port> all = pods.stream().flatMap(each -> each.ports().stream()).toList();
    if (target.text().isPresent()) {
      return byName(target, protocol, all, pods);
    }
    return target.number().flatMap(number -> byNumber(target, number, protocol, all));
  }

  private static Optional<Finding> byName(
      Field target, String protocol, List<Container.Port> all, List<PodTemplate> pods) {
    String name = target.text().orElseThrow();
    List<Container.Port> named = all.stream().filter(port -> port.name().equals(name)).toList();
    if (named.stream().anyMatch(port -> port.protocol().equals(protocol))) {
      return Optional.empty();
    }
    if (!named.isEmpty()) {
      Container.Port other = named.get(0);
      return Optional.of(
          target.error(
              Rule.SERVICE_PORT,
              "the selected pods have the port '%s' for %s (%s), not for %s"
                  .formatted(name, other.protocol(), other.at().place(), protocol),
              "give both the same protocol"));
    }
    List<String> names = all.stream().map(Container.Port::name).filter(n -> !n.isEmpty()).toList();
    String fix =
        name.chars().allMatch(Character::isDigit)
            ? "write " + name + " without quotes: text is the name of a port"
            : hint(name, names, all);
    return Optional.of(
        target.error(
            Rule.SERVICE_PORT,
            "no container of %s has a port named '%s'".formatted(owners(pods), name),
            fix));
  }

  private static String hint(String name, List<String> names, List<Container.Port> all) {
    String near = NearestName.hint(name, names);
    return near.isEmpty() ? declared(all) : near;
  }

  private static Optional<Finding> byNumber(
      Field target, long number, String protocol, List<Container.Port> all) {
    boolean declared =
        all.stream().anyMatch(port -> port.number() == number && port.protocol().equals(protocol));
    return all.isEmpty() || declared
        ? Optional.empty()
        : Optional.of(
            target.warning(
                Rule.SERVICE_PORT,
                "no container of the selected pods declares the port " + number + "/" + protocol,
                declared(all)));
  }

  private static String declared(List<Container.Port> all) {
    return all.isEmpty()
        ? "declare it under ports"
        : all.stream()
            .map(ServiceCheck::shown)
            .distinct()
            .collect(Collectors.joining(", ", "they declare ", ""));
  }

  private static String shown(Container.Port port) {
    String name = port.name().isEmpty() ? "" : " named '" + port.name() + "'";
    return "%d/%s%s (%s)".formatted(port.number(), port.protocol(), name, port.at().place());
  }

  private static String owners(List<PodTemplate> pods) {
    return pods.stream()
        .map(each -> each.owner().ref() + " (" + each.field().place() + ")")
        .collect(Collectors.joining(", "));
  }
}
