package io.activo.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A namespace for one test, seen with kubectl, which stands beside the kubeconfig of {@code
 * ACTIVO_IT_KUBECONFIG} or is the machine's.
 *
 * @param name its name; the deploy makes it
 */
record Namespace(String name) implements AutoCloseable {
  private static final Path KUBECONFIG = Path.of(Services.KUBERNETES.value());
  private static final Pattern TOKEN = Pattern.compile("token: *\"?([^\",}\\s]+)");

  /** A name that no other test has. */
  static Namespace fresh() {
    return new Namespace("activo-it-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** The text of the cluster's kubeconfig. */
  static String kubeconfig() throws IOException {
    return Files.readString(KUBECONFIG);
  }

  /** The token by which the kubeconfig lets in. */
  static String token() throws IOException {
    Matcher token = TOKEN.matcher(kubeconfig());
    return token.find() ? token.group(1) : fail("the kubeconfig has no token");
  }

  /** The text of a kubeconfig for a user without any rights; the test is skipped without one. */
  static String limitedKubeconfig() throws IOException {
    Path file = KUBECONFIG.resolveSibling("kubeconfig-limited");
    assumeTrue(Files.exists(file), "there is no " + file.getFileName());
    return Files.readString(file);
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

  /** {@code Kind/name value} of every object of these kinds, separated by commas. */
  Stream<String> each(String kinds, String jsonpath) {
    String line = "{.kind}/{.metadata.name} {" + jsonpath + "}{\"\\n\"}";
    return kubectl("get", kinds, "--output=jsonpath={range .items[*]}" + line + "{end}").lines();
  }

  private static String program() {
    Path beside = KUBECONFIG.resolveSibling("bin").resolve("kubectl");
    return Files.exists(beside) ? beside.toString() : "kubectl";
  }

  /** What kubectl prints that runs in the namespace; it must succeed. */
  String kubectl(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.add("--kubeconfig=" + KUBECONFIG);
    command.add("--namespace=" + name);
    command.addAll(List.of(arguments));
    return Command.in(Path.of("").toAbsolutePath(), command.toArray(String[]::new)).strip();
  }

  /** What the deploy needs to know. */
  Map<String, String> variables() throws IOException {
    return variables(kubeconfig());
  }

  /** The same with another kubeconfig. */
  Map<String, String> variables(String kubeconfig) {
    return Map.of("IT_NAMESPACE", name, "ACTIVO_IT_KUBECONFIG_TEXT", kubeconfig);
  }

  /** Has it deleted, without waiting. */
  @Override
  public void close() {
    kubectl("delete", "namespace", name, "--ignore-not-found", "--wait=false");
  }
}
