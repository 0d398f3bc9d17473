package io.activo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A namespace for one test, seen with kubectl, which stands beside the kubeconfig of {@code
 * ACTIVO_IT_KUBECONFIG} or is the machine's.
 *
 * @param name its name; the deploy makes it
 */
record Namespace(String name) implements AutoCloseable {
  private static final Path KUBECONFIG = Path.of(Services.KUBERNETES.value());

  /** A name that no other test has. */
  static Namespace fresh() {
    return new Namespace("activo-it-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** The text of the cluster's kubeconfig. */
  static String kubeconfig() throws IOException {
    return Files.readString(KUBECONFIG);
  }

  boolean exists() {
    return !kubectl("get", "namespace", name, "--ignore-not-found", "--output=name").isEmpty();
  }

  /** A field of the object, as kubectl's jsonpath has it. */
  String field(String object, String jsonpath) {
    return kubectl("get", object, "--show-managed-fields", "--output=jsonpath={" + jsonpath + "}");
  }

  /** The names of all objects of a kind. */
  List<String> objects(String kind) {
    return kubectl("get", kind, "--output=name").lines().toList();
  }

  private static String program() {
    Path beside = KUBECONFIG.resolveSibling("bin").resolve("kubectl");
    return Files.exists(beside) ? beside.toString() : "kubectl";
  }

  private String kubectl(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.add("--kubeconfig=" + KUBECONFIG);
    command.add("--namespace=" + name);
    command.addAll(List.of(arguments));
    return Command.in(Path.of("").toAbsolutePath(), command.toArray(String[]::new)).strip();
  }

  /** What the deploy needs to know. */
  Map<String, String> variables() throws IOException {
    return Map.of("IT_NAMESPACE", name, "ACTIVO_IT_KUBECONFIG_TEXT", kubeconfig());
  }

  /** Has it deleted, without waiting. */
  @Override
  public void close() {
    kubectl("delete", "namespace", name, "--ignore-not-found", "--wait=false");
  }
}
