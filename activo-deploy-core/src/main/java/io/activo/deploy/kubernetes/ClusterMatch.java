package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What a protected environment demands of its cluster: that the description names it, and that the
 * kubeconfig leads to that one and no other.
 *
 * @param named what the description says
 * @param found what the kubeconfig says
 */
public record ClusterMatch(Named named, ClusterContext found) {

  /**
   * What a description says of its cluster.
   *
   * @param context the context's name
   * @param server the cluster's address
   * @param namespace where the objects go
   * @param at where it says so
   */
  public record Named(
      Optional<String> context, Optional<String> server, Optional<String> namespace, Place at) {}

  /** All that does not match; none where all does. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (named.context().isEmpty() && named.server().isEmpty()) {
      problems.add(
          problem(
              "a protected environment names neither the context nor the server of its cluster",
              "add kubernetes.cluster.context, so that it cannot be another one"));
    }
    differing("context", named.context().filter(name -> !name.equals(found.context())))
        .ifPresent(problems::add);
    differing("server", named.server().filter(name -> !isFound(name))).ifPresent(problems::add);
    differing("namespace", named.namespace().filter(this::isOther)).ifPresent(problems::add);
    if (found.unverified()) {
      problems.addAll(found.warnings().stream().map(warning -> warning.at(named.at())).toList());
    }
    return problems;
  }

  private Optional<Problem> differing(String what, Optional<String> name) {
    return name.map(
        text ->
            problem(
                "the environment is protected and its "
                    + what
                    + " is '"
                    + text
                    + "', but the kubeconfig has "
                    + found.describe(),
                "correct the description or the kubeconfig, whichever is wrong"));
  }

  private boolean isFound(String server) {
    return address(server).equals(address(found.server()));
  }

  /** A context without a namespace says nothing of it. */
  private boolean isOther(String namespace) {
    return found.namespace().filter(name -> !name.equals(namespace)).isPresent();
  }

  /**
   * An address without what may be written one way or another: case, the port 443, a last slash.
   */
  private static String address(String server) {
    HttpUrl url = HttpUrl.parse(server);
    return url == null ? server : url.toString().replaceAll("/+$", "");
  }

  private Problem problem(String what, String fix) {
    return Problem.of(what, named.at(), fix);
  }
}
