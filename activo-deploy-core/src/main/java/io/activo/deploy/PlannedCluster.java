package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.KubernetesDescription;
import io.activo.deploy.description.KubernetesDescription.Target;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.kubernetes.ClusterContext;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that will be deployed to.
 *
 * @param access how it is reached
 * @param target how it is called, for the reader
 * @param namespace where objects without a namespace go
 * @param asked what the description says
 * @param found what the kubeconfig says, where it is read here
 * @param warnings what could not be seen from here; the first step will ask again
 */
record PlannedCluster(
    ClusterAccess access,
    String target,
    String namespace,
    KubernetesDescription asked,
    Optional<ClusterContext> found,
    List<Problem> warnings) {
  /** Where a rehearsal goes when nothing is said; the namespace that every cluster has. */
  private static final String DEFAULT_NAMESPACE = "default";

  static Optional<PlannedCluster> of(
      DeployDescription description,
      Map<String, String> process,
      boolean rehearses,
      Problems problems) {
    return description
        .kubernetes()
        .flatMap(
            asked ->
                rehearses
                    ? Optional.of(rehearsed(asked))
                    : problems.collect(() -> real(asked, process), asked.at()));
  }

  private static PlannedCluster rehearsed(KubernetesDescription asked) {
    String namespace = asked.namespace().map(Object::toString).orElse(DEFAULT_NAMESPACE);
    return new PlannedCluster(
        new ClusterAccess.InCluster(),
        "a rehearsal",
        namespace,
        asked,
        Optional.empty(),
        List.of());
  }

  private static PlannedCluster real(KubernetesDescription asked, Map<String, String> process) {
    ClusterAccess access = ((Target.Real) asked.cluster()).access();
    if (access instanceof ClusterAccess.Context context) {
      return byContext(context, asked, process);
    }
    String target =
        access instanceof ClusterAccess.Server server
            ? "server " + server.server()
            : "the cluster that this runs in";
    String namespace = namespace(asked, Optional.empty());
    return new PlannedCluster(access, target, namespace, asked, Optional.empty(), List.of());
  }

  /**
   * A plan may be made where the kubeconfig is not: then it says what it does not know, as long as
   * the description names the namespace. A kubeconfig that the description gives is there.
   */
  private static PlannedCluster byContext(
      ClusterAccess.Context access, KubernetesDescription asked, Map<String, String> process) {
    try {
      ClusterContext known = ClusterContext.read(access, process);
      return new PlannedCluster(
          access,
          target(known),
          namespace(asked, known.namespace()),
          asked,
          Optional.of(known),
          known.warnings().stream().map(warning -> warning.at(asked.at())).toList());
    } catch (DeployException e) {
      if (access.kubeconfig().isPresent() || asked.namespace().isEmpty()) {
        throw e;
      }
      String target = "context " + access.context().orElse("(the current one)");
      return new PlannedCluster(
          access,
          target + " (not known here)",
          namespace(asked, Optional.empty()),
          asked,
          Optional.empty(),
          e.problems().stream().map(problem -> problem.at(asked.at())).toList());
    }
  }

  private static String target(ClusterContext known) {
    String user = known.user().isEmpty() ? "" : ", user " + known.user();
    String acting = known.actingAs().map(other -> " acting as " + other).orElse("");
    return "context " + known.context() + " (" + known.server() + user + acting + ")";
  }

  private static String namespace(KubernetesDescription asked, Optional<String> ofContext) {
    return asked
        .namespace()
        .map(Object::toString)
        .or(() -> ofContext)
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "no namespace is named, and the cluster's context has none",
                        Place.nowhere(),
                        "add kubernetes.namespace, for example namespace: default")));
  }
}
