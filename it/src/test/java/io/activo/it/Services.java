package io.activo.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The real systems that {@code it/services/up} starts; KUBECONFIG is never looked at. */
enum Services {
  DOCKER("docker", "DOCKER_HOST"),
  REGISTRY("registry", "ACTIVO_IT_REGISTRY"),
  KUBERNETES("kubernetes", "ACTIVO_IT_KUBECONFIG");

  private final String title;
  private final String variable;

  Services(String title, String variable) {
    this.title = title;
    this.variable = variable;
  }

  /** All of them are there, or the test is skipped, by name; where one is required it fails. */
  static void required() {
    List<Services> absent = Stream.of(values()).filter(any -> any.value().isEmpty()).toList();
    absent.forEach(Services::report);
    if (!absent.isEmpty()) {
      abort("absent: " + absent);
    }
  }

  /** Where it is: the value of its variable; empty when it is not set. */
  String value() {
    return Objects.requireNonNullElse(System.getenv(variable), "");
  }

  /** The variables that say where engine and registry are. */
  static Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put(DOCKER.variable, DOCKER.value());
    variables.put(REGISTRY.variable, REGISTRY.value());
    return variables;
  }

  private void report() {
    List<String> required = List.of(System.getProperty("activo.it.require", "").split(",", -1));
    if (required.contains(title)) {
      fail(title + " is required, but " + variable + " is not set");
    }
    System.out.println(title + ": skipped, " + variable + " is not set");
  }
}
