package io.activo.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The real systems that {@code it/services/up} starts; KUBECONFIG is never looked at. */
enum Services {
  /** Docker 20.10. */
  DOCKER("docker", "DOCKER_HOST"),
  /** Docker 29. */
  DOCKER29("docker29", "ACTIVO_IT_DOCKER29"),
  /** Takes everything from everybody. */
  REGISTRY("registry", "ACTIVO_IT_REGISTRY"),
  /** Wants {@code ACTIVO_IT_REGISTRY_USER} and {@code ACTIVO_IT_REGISTRY_PASSWORD}. */
  REGISTRY_AUTH("registry-auth", "ACTIVO_IT_REGISTRY_AUTH"),
  KUBERNETES("kubernetes", "ACTIVO_IT_KUBECONFIG"),
  /** The folder of the scripts that start the cluster and stop parts of it. */
  TESTNODE("testnode", "ACTIVO_IT_TESTNODE");

  private final String title;
  private final String variable;

  Services(String title, String variable) {
    this.title = title;
    this.variable = variable;
  }

  /** All of these are there, or the test is skipped, by name; where one is required it fails. */
  static void required(Services... needed) {
    List<Services> absent = Stream.of(needed).filter(any -> any.value().isEmpty()).toList();
    absent.forEach(Services::report);
    if (!absent.isEmpty()) {
      abort("absent: " + absent);
    }
  }

  /** Where it is: the value of its variable; empty when it is not set. */
  String value() {
    return Objects.requireNonNullElse(System.getenv(variable), "");
  }

  /** The user of {@link #REGISTRY_AUTH}. */
  static String user() {
    return Objects.requireNonNullElse(System.getenv("ACTIVO_IT_REGISTRY_USER"), "");
  }

  /** The password of {@link #REGISTRY_AUTH}: a canary, to be seen nowhere. */
  static String password() {
    return Objects.requireNonNullElse(System.getenv("ACTIVO_IT_REGISTRY_PASSWORD"), "");
  }

  /** The header by which {@link #REGISTRY_AUTH} lets in. */
  static String authorization() {
    return "Basic " + base64(user() + ":" + password());
  }

  /** A text as config.json holds logins. */
  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
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
