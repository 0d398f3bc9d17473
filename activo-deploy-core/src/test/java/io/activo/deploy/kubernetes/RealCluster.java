package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster in {@code ACTIVO_IT_KUBECONFIG}, never the one of {@code KUBECONFIG}, with a
 * namespace for one test.
 *
 * @param kubeconfig a file
 */
public record RealCluster(Path kubeconfig, Cluster cluster, String namespace) {

  /** Connects and makes the namespace. */
  public static RealCluster open(String namespace) {
    Path kubeconfig = kubeconfigOrSkip();
    RealCluster real = new RealCluster(kubeconfig, connect(kubeconfig), namespace);
    real.cluster.apply(
        manifest(
            """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}"""
                .formatted(namespace)));
    return real;
  }

  /** The cluster's kubeconfig; skips the test, or fails it, where there is none. */
  public static Path kubeconfigOrSkip() {
    String path = System.getenv().getOrDefault("ACTIVO_IT_KUBECONFIG", "");
    if (!path.isEmpty()) {
      return Path.of(path);
    }
    String required = System.getProperty("activo.it.require", "");
    if (Arrays.asList(required.split(",")).contains("kubernetes")) {
      fail("kubernetes is required, but ACTIVO_IT_KUBECONFIG is not set");
    }
    System.out.println("kubernetes: skipped, ACTIVO_IT_KUBECONFIG is not set");
    return abort("ACTIVO_IT_KUBECONFIG is not set");
  }

  public static Cluster connect(Path kubeconfig) {
    return Cluster.connect(
        new ClusterAccess.Context(Optional.empty(), Optional.empty()),
        Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  /** The file beside the kubeconfig. */
  public Path beside(String name) {
    return kubeconfig.resolveSibling(name);
  }

  /** A manifest of a JSON text. */
  public static Manifest manifest(String json) {
    Map<String, Object> content = Json.parseObject(json);
    return new Manifest(new LiveObject(content).ref(), content, Place.in("deploy/test.yml", 1, 1));
  }

  /** A manifest of a JSON text, in this namespace. */
  public Manifest here(String json) {
    return manifest(json.replace("NAMESPACE", namespace));
  }

  /**
   * An image whose only content is {@code /busybox}, pushed to {@code ACTIVO_IT_REGISTRY}; skips
   * the test where there is no registry, engine or static busybox.
   */
  public static String imageOrSkip() throws IOException, InterruptedException {
    String registry = System.getenv().getOrDefault("ACTIVO_IT_REGISTRY", "");
    Path busybox = Path.of("/bin/busybox");
    if (registry.isEmpty()
        || !System.getenv().containsKey("DOCKER_HOST")
        || !Files.exists(busybox)) {
      System.out.println("pods: skipped, no registry, engine or /bin/busybox");
      return abort("no registry, engine or /bin/busybox");
    }
    String image = registry + "/activo-busybox:1";
    Path context = Files.createTempDirectory("activo");
    Files.copy(busybox, context.resolve("busybox"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY busybox /busybox\n");
    run(List.of("docker", "build", "--quiet", "--tag", image, context.toString()));
    run(List.of("docker", "push", image));
    return image;
  }

  /** Runs kubectl, which stands beside the kubeconfig. */
  public String kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(beside("bin").resolve("kubectl").toString());
    command.add("--kubeconfig=" + kubeconfig);
    command.add("--namespace=" + namespace);
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      fail(String.join(" ", command) + "\n" + output);
    }
    return output;
  }

  /** Removes the namespace, without waiting, and disconnects. */
  public void remove() throws IOException, InterruptedException {
    kubectl("delete", "namespace", namespace, "--wait=false");
    cluster.close();
  }
}
