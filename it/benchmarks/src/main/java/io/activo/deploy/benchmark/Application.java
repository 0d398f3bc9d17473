package io.activo.deploy.benchmark;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.Manifests;
import io.activo.deploy.kubernetes.apply.AppliedAll;
import io.activo.deploy.kubernetes.apply.Applier;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Ways to apply a file to a namespace, which is a new one each time or stays. */
final class Application implements Contestant {
  private final String title;
  private final Namespace namespace;
  private final boolean first;
  private final Work work;

  /** What brings the file into the cluster. */
  interface Work {
    void to(String namespace) throws IOException, InterruptedException;
  }

  /**
   * One way.
   *
   * @param first whether the objects are not there before
   */
  Application(String title, Namespace namespace, boolean first, Work work) {
    this.title = title + (first ? ", first" : ", unchanged");
    this.namespace = namespace;
    this.first = first;
    this.work = work;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    if (first) {
      namespace.renew();
    } else if (!namespace.isThere()) {
      namespace.renew();
      work();
    }
  }

  @Override
  public void work() throws IOException, InterruptedException {
    work.to(namespace.name());
  }

  /** In this process. */
  static AppliedAll inProcess(Path file, String namespace) throws IOException {
    try (Cluster cluster =
        Cluster.connect(
            new ClusterAccess.Context(Optional.empty(), Optional.empty()),
            Map.of("KUBECONFIG", Kubectl.kubeconfig()))) {
      return new Applier(cluster, OwnershipRules.STRICT, namespace)
          .apply(Manifests.read("objects.yaml", Files.readAllBytes(file)), Progress.none());
    }
  }

  /** By a program; the namespace follows {@code --namespace}. */
  static Work program(String... command) {
    return namespace ->
        Program.run(
            Map.of("KUBECONFIG", Kubectl.kubeconfig()),
            Stream.concat(Stream.of(command), Stream.of("--namespace", namespace)).toList());
  }

  /** A namespace of one contestant. */
  static final class Namespace {
    private final String prefix;
    private int generation;

    Namespace(String prefix) {
      this.prefix = prefix;
    }

    String name() {
      return prefix + "-" + generation;
    }

    boolean isThere() {
      return generation > 0;
    }

    /** The ones before stay until all is measured: their deletion would slow down the rest. */
    void renew() throws IOException, InterruptedException {
      generation++;
      Kubectl.run("create", "namespace", name());
    }

    /** Removes all that were made, without waiting. */
    void remove() throws IOException, InterruptedException {
      for (int made = 1; made <= generation; made++) {
        Kubectl.run(
            "delete", "namespace", prefix + "-" + made, "--ignore-not-found", "--wait=false");
      }
    }
  }

  static void removeAll(List<Namespace> namespaces) throws IOException, InterruptedException {
    for (Namespace one : namespaces) {
      one.remove();
    }
  }
}
