package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
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
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The cluster in {@code ACTIVO_IT_KUBECONFIG}, never the one of {@code KUBECONFIG}, with a
 * namespace of its own: a JUnit extension. As a static field it opens one namespace for the class,
 * as an instance field one for each test; either is removed at the end.
 */
public final class RealCluster implements BeforeAllCallback, BeforeEachCallback, AutoCloseable {
  private final String namespace;
  private Optional<Opened> opened = Optional.empty();

  /** What there is while it is open. */
  private record Opened(Path kubeconfig, Cluster cluster, LiveObject namespace) {}

  /**
   * For a field with {@code @RegisterExtension}.
   *
   * @param name of the test, in the namespace's name
   */
  public RealCluster(String name) {
    this.namespace = "activo-" + name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Without JUnit: for several namespaces in one test. */
  public static RealCluster open(String name) {
    RealCluster real = new RealCluster(name);
    real.open();
    return real;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    openUntilTheEndOf(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (opened.isEmpty()) {
      openUntilTheEndOf(context);
    }
  }

  /** JUnit closes what its store holds. */
  private void openUntilTheEndOf(ExtensionContext context) {
    open();
    context.getStore(ExtensionContext.Namespace.create(RealCluster.class)).put(namespace, this);
  }

  private void open() {
    Path kubeconfig = kubeconfigOrSkip();
    Cluster cluster = connect(kubeconfig);
    Manifest manifest =
        manifest(
            """
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}"""
                .formatted(namespace));
    ApplyAnswer made = cluster.apply(manifest, ApplyMode.WRITE);
    LiveObject live = ((ApplyAnswer.Accepted) made).object();
    opened = Optional.of(new Opened(kubeconfig, cluster, live));
  }

  private Opened opened() {
    return opened.orElseThrow(() -> new IllegalStateException("not open yet, or no more"));
  }

  /** Removes the namespace, without waiting, and disconnects. */
  @Override
  public void close() {
    Opened open = opened();
    opened = Optional.empty();
    try (Cluster cluster = open.cluster()) {
      cluster.delete(open.namespace().ref(), open.namespace().text("metadata", "uid"));
    }
  }

  /** A file. */
  public Path kubeconfig() {
    return opened().kubeconfig();
  }

  public Cluster cluster() {
    return opened().cluster();
  }

  /** The namespace's name. */
  public String namespace() {
    return namespace;
  }

  /** Applies an object with strict rules, as part of no release. */
  public Applied apply(Manifest manifest) {
    return new ObjectApply(cluster(), OwnershipRules.STRICT, List.of())
        .apply(manifest, cluster().get(manifest.ref()));
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

  /** The cluster of a kubeconfig. */
  public static Cluster connect(Path kubeconfig) {
    return Cluster.connect(
        new ClusterAccess.Context(Optional.empty(), Optional.empty()),
        Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  /** The file beside the kubeconfig. */
  public Path beside(String name) {
    return kubeconfig().resolveSibling(name);
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
    command.add("--kubeconfig=" + kubeconfig());
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
}
