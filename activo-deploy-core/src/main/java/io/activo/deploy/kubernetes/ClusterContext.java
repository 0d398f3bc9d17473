package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import java.util.Map;
import java.util.Optional;

/**
 * What a kubeconfig says of one context, read without asking the cluster.
 *
 * @param context the context's name
 * @param server the address of its cluster: {@code https://host:port}
 * @param namespace the namespace that it works in, if it names one
 */
public record ClusterContext(String context, String server, Optional<String> namespace) {

  /**
   * Reads the kubeconfig as kubectl does: of the files that {@code KUBECONFIG} names, else {@code
   * ~/.kube/config}, the first that has a cluster, user or context gives it, and files that are
   * absent are passed over.
   *
   * @param environment the environment variables of the process
   * @throws DeployException if no file is there, if one is no kubeconfig, if there is no such
   *     context, or if it needs what is not supported
   */
  public static ClusterContext read(ClusterAccess.Context access, Map<String, String> environment) {
    ContextConnection connection = ContextConnection.choose(access, environment);
    return new ClusterContext(
        connection.context(), connection.cluster().text("server"), connection.namespace());
  }
}
