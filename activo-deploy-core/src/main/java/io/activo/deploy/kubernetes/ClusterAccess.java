package io.activo.deploy.kubernetes;

import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Optional;

/** How a cluster is reached. */
public sealed interface ClusterAccess {

  /** What must not be shown of it. */
  List<Secret> secrets();

  /**
   * By a kubeconfig.
   *
   * @param context the context; the kubeconfig's current one when empty
   * @param kubeconfig the kubeconfig's text, or its text in base64; when empty the files that
   *     {@code KUBECONFIG} names, then {@code ~/.kube/config}
   */
  record Context(Optional<String> context, Optional<Secret> kubeconfig) implements ClusterAccess {
    @Override
    public List<Secret> secrets() {
      return kubeconfig.stream().toList();
    }
  }

  /**
   * By address.
   *
   * @param server {@code https://host:port}
   * @param authority the certificate authority, PEM or its base64; the machine's own when empty
   * @param token the bearer token
   */
  record Server(String server, Optional<String> authority, Secret token) implements ClusterAccess {
    @Override
    public List<Secret> secrets() {
      return List.of(token);
    }
  }

  /** From a pod of the cluster, by its service account. */
  record InCluster() implements ClusterAccess {
    @Override
    public List<Secret> secrets() {
      return List.of();
    }
  }
}
