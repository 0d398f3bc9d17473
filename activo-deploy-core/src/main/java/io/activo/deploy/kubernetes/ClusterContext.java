package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a kubeconfig says of one context, read without asking the cluster.
 *
 * @param context the context's name
 * @param cluster the name of its cluster's entry
 * @param server the address of its cluster: {@code https://host:port}
 * @param user the name of its user's entry, empty where it has none
 * @param actingAs the user that is impersonated, if one is
 * @param namespace the namespace that it works in, if it names one
 * @param unverified whether anybody could answer in the server's place: its certificate is not
 *     verified ({@code insecure-skip-tls-verify}), or it has none ({@code http://})
 */
public record ClusterContext(
    String context,
    String cluster,
    String server,
    String user,
    Optional<String> actingAs,
    Optional<String> namespace,
    boolean unverified) {

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
    ContextConnection chosen = ContextConnection.choose(access, environment);
    String server = chosen.cluster().text("server");
    return new ClusterContext(
        chosen.context(),
        chosen.clusterName(),
        server,
        chosen.userName(),
        Optional.of(chosen.user().text("as")).filter(user -> !user.isEmpty()),
        chosen.namespace(),
        chosen.unverified() || server.startsWith("http://"));
  }

  /** {@code context staging (https://10.0.0.1, user ci acting as deployer, namespace web)}. */
  public String describe() {
    StringBuilder text = new StringBuilder("context " + context + " (" + server);
    if (!user.isEmpty()) {
      text.append(", user ").append(user);
    }
    actingAs.ifPresent(other -> text.append(" acting as ").append(other));
    namespace.ifPresent(name -> text.append(", namespace ").append(name));
    return text.append(')').toString();
  }

  /** What a plan warns of; where it stands is the caller's to say. */
  public List<Problem> warnings() {
    return unverified
        ? List.of(
            Problem.of(
                "context " + context + " does not verify that its server is the one meant",
                server.startsWith("http://")
                    ? "use an https:// address"
                    : "give certificate-authority-data in place of insecure-skip-tls-verify"))
        : List.of();
  }
}
