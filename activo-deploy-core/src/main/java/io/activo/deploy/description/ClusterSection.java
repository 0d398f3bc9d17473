package io.activo.deploy.description;

import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.secret.Secret;
import java.util.Optional;

/** Makes a record of {@code kubernetes.cluster}. */
final class ClusterSection {
  private final Section kubernetes;

  ClusterSection(Section kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** The cluster that is meant; empty when it is not said clearly, which is told. */
  Optional<Target> target() {
    if (!kubernetes.has("cluster")) {
      kubernetes.problem(
          "'kubernetes' has no 'cluster'",
          kubernetes.map().at(),
          "name one, for example cluster: {context: NAME}");
      return Optional.empty();
    }
    return kubernetes
        .section("cluster")
        .map(this::access)
        .orElseGet(() -> kubernetes.text("cluster").flatMap(ClusterSection::word));
  }

  private static Optional<Target> word(Text word) {
    return switch (word.value()) {
      case "rehearsal" -> Optional.of(new Target.Rehearsal());
      case "in-cluster" -> Optional.of(new Target.Real(new ClusterAccess.InCluster()));
      default -> Optional.empty();
    };
  }

  private Optional<Target> access(Section cluster) {
    boolean byToken = cluster.has("ca") || cluster.has("token");
    boolean byContext = cluster.has("context") || cluster.has("kubeconfig");
    if (byToken && byContext) {
      cluster.problem(
          "'cluster' has a context and a token or ca", cluster.map().at(), "keep one of them");
      return Optional.empty();
    }
    boolean byAddress = byToken || (cluster.has("server") && !byContext);
    return byAddress ? server(cluster) : context(cluster, byContext);
  }

  private static Optional<Target> server(Section cluster) {
    Optional<Text> server = cluster.required("server", "server: https://10.0.0.1");
    Optional<Text> token = cluster.requiredValue("token", "token: ${KUBERNETES_TOKEN}");
    Optional<String> authority = cluster.value("ca").map(Text::value);
    return server.flatMap(
        address ->
            token.map(
                secret ->
                    new Target.Real(
                        new ClusterAccess.Server(
                            address.value(), authority, Secret.of(secret.value())))));
  }

  private static Optional<Target> context(Section cluster, boolean said) {
    if (!said) {
      if (cluster.map().entries().stream().allMatch(entry -> ShapeCheck.isNull(entry.value()))) {
        cluster.problem("'cluster' is empty", cluster.map().at(), "name a context or a server");
      }
      return Optional.empty();
    }
    Optional<String> context = cluster.text("context").map(Text::value);
    Optional<Secret> kubeconfig = cluster.value("kubeconfig").map(Text::value).map(Secret::of);
    boolean resolved =
        context.isPresent() == cluster.has("context")
            && kubeconfig.isPresent() == cluster.has("kubeconfig");
    return resolved
        ? Optional.of(
            new Target.Real(new ClusterAccess.Context(context, kubeconfig), cluster.text("server")))
        : Optional.empty();
  }
}
