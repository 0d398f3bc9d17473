package io.activo.deploy.kubernetes.lint;

import java.util.List;
import java.util.Optional;

/** A container of a pod template. */
record Container(Field field) {

  /**
   * A port that a container declares.
   *
   * @param name empty for a port without one
   * @param protocol {@code TCP} unless written
   */
  record Port(Field at, String name, long number, String protocol) {}

  String name() {
    return field.text("name");
  }

  /** Whether it runs as long as the pod does: no init container, but for a sidecar. */
  boolean runsOn() {
    return switch (list()) {
      case "containers" -> true;
      case "initContainers" -> field.text("restartPolicy").equals("Always");
      default -> false;
    };
  }

  private String list() {
    List<Object> way = field.path().segments();
    return way.size() < 2 ? "" : way.get(way.size() - 2).toString();
  }

  List<Port> ports() {
    return field.items("ports").stream().map(Container::port).flatMap(Optional::stream).toList();
  }

  private static Optional<Port> port(Field port) {
    String protocol = port.at("protocol").text().orElse("TCP");
    return port.at("containerPort")
        .number()
        .map(number -> new Port(port, port.text("name"), number, protocol));
  }
}
