package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A right that an account lacks, as RBAC says it.
 *
 * @param user the account
 * @param verb what it may not do: {@code patch}, {@code create}, {@code get}, …
 * @param resource with its group: {@code deployments.apps}
 * @param namespace empty where it is about the whole cluster
 */
public record MissingRight(String user, String verb, String resource, String namespace)
    implements Serializable {
  private static final Pattern RBAC =
      Pattern.compile(
          "User \"(?<user>[^\"]*)\" cannot (?<verb>\\S+) resource \"(?<resource>[^\"]*)\""
              + " in API group \"(?<group>[^\"]*)\""
              + " (?:in the namespace \"(?<namespace>[^\"]*)\"|at the cluster scope)");

  /** The right that a message of the API server (Kubernetes 1.34) is about. */
  static Optional<MissingRight> in(String message) {
    Matcher rbac = RBAC.matcher(message);
    if (!rbac.find()) {
      return Optional.empty();
    }
    String group = rbac.group("group");
    String namespace = rbac.group("namespace");
    return Optional.of(
        new MissingRight(
            rbac.group("user"),
            rbac.group("verb"),
            rbac.group("resource") + (group.isEmpty() ? "" : "." + group),
            namespace == null ? "" : namespace));
  }

  /** The same right for other verbs: {@code create and patch}. */
  public MissingRight to(String verbs) {
    return new MissingRight(user, verbs, resource, namespace);
  }

  /** The same for the reader. */
  public Problem problem(Place where) {
    boolean everywhere = namespace.isEmpty();
    return Problem.of(
        "user '"
            + user
            + "' may not "
            + verb
            + " "
            + resource
            + (everywhere ? " in the whole cluster" : " in namespace " + namespace),
        where,
        "bind the user to "
            + (everywhere ? "a ClusterRole" : "a Role in namespace " + namespace)
            + " that allows get, create and patch of "
            + resource);
  }
}
