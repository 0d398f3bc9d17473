package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The connection that a context of a kubeconfig describes.
 *
 * @param context the context's name
 * @param namespace the one that it works in, if it names one
 * @param clusterName the cluster's name in the kubeconfig
 * @param userName the user's name in the kubeconfig, empty where there is none
 */
record ContextConnection(
    String context,
    Optional<String> namespace,
    String clusterName,
    LiveObject cluster,
    String userName,
    LiveObject user) {

  /** What a user has of itself. */
  private static final List<String> CREDENTIALS =
      List.of("token", "tokenFile", "username", "client-certificate", "client-certificate-data");

  static ClusterConnection of(ClusterAccess.Context access, Map<String, String> environment) {
    return of(access, environment, Clock.systemUTC());
  }

  /** The connection, whose credentials end by a clock. */
  static ClusterConnection of(
      ClusterAccess.Context access, Map<String, String> environment, Clock clock) {
    ContextConnection chosen = choose(access, environment);
    ContextClients clients = new ContextClients(chosen, environment, clock);
    return new ClusterConnection(
        chosen.cluster.text("server"),
        chosen.name(),
        chosen.userName,
        clients,
        chosen.isRenewable());
  }

  /** Whether the credentials come from where newer ones may be: a plugin, or a token's file. */
  private boolean isRenewable() {
    return runsPlugin() || user.value("tokenFile").isPresent();
  }

  /** Whether a plugin gives the credentials: client-go asks it only where there are no others. */
  boolean runsPlugin() {
    return user.value("exec").isPresent() && CREDENTIALS.stream().allMatch(this::lacks);
  }

  private boolean lacks(String key) {
    return user.text(key).isEmpty();
  }

  /** The context that is meant, with nothing in it that we could not serve. */
  static ContextConnection choose(ClusterAccess.Context access, Map<String, String> environment) {
    KubeConfigEntries config = KubeConfigEntries.of(access.kubeconfig(), environment);
    ContextConnection chosen = choose(config, access.context().orElse(config.currentContext()));
    chosen.check(environment);
    return chosen;
  }

  private static ContextConnection choose(KubeConfigEntries config, String context) {
    if (context.isEmpty()) {
      String known = String.join(", ", config.contexts().keySet());
      throw new DeployException(
          Problem.of(
              config.describe() + " has no current context",
              known.isEmpty() ? "it has no context at all" : "name one of " + known));
    }
    LiveObject chosen = entry(config, "context", context, config.contexts());
    String cluster = chosen.text("cluster");
    String user = chosen.text("user");
    return new ContextConnection(
        context,
        Optional.of(chosen.text("namespace")).filter(name -> !name.isEmpty()),
        cluster,
        entry(config, "cluster", cluster, config.clusters()),
        user,
        user.isEmpty() ? new LiveObject(Map.of()) : entry(config, "user", user, config.users()));
  }

  private static LiveObject entry(
      KubeConfigEntries config, String what, String name, Map<String, LiveObject> entries) {
    LiveObject entry = entries.get(name);
    if (entry == null) {
      String known = String.join(", ", entries.keySet());
      String has = known.isEmpty() ? "it has none" : "it has " + known;
      String hint = NearestName.hint(name, entries.keySet());
      throw new DeployException(
          Problem.of(
              config.describe() + " has no " + what + " '" + name + "'",
              hint.isEmpty() ? has : hint));
    }
    return entry;
  }

  /** {@code context staging}, with the user where the context's name does not tell it. */
  private String name() {
    boolean told = userName.isEmpty() || userName.equals(context);
    String as = user.text("as");
    return "context "
        + context
        + (told ? "" : ", user " + userName)
        + (as.isEmpty() ? "" : ", acting as " + as);
  }

  Place place() {
    return Place.of("context " + context);
  }

  /** What would fail at the first call, or be passed over in silence. */
  private void check(Map<String, String> environment) {
    Impersonation.of(user, place());
    ClusterProxy.of(cluster.text("proxy-url"), cluster.text("server"), environment, place());
    if (runsPlugin()) {
      new CredentialPlugin(user.object("exec"), cluster, place(), environment).check();
    }
    String provider = user.text("auth-provider", "name");
    if (!provider.isEmpty() && !provider.equals("oidc")) {
      throw refused(
          "auth-provider '" + provider + "' is not supported in a kubeconfig",
          "use its credential plugin (exec)");
    }
    if (has(user, "client-certificate") != has(user, "client-key")) {
      throw refused(
          "the user's client certificate or its key is missing",
          "a user has both client-certificate and client-key, or neither");
    }
    if (unverified() && has(cluster, "certificate-authority")) {
      throw refused(
          "the cluster has an authority, and insecure-skip-tls-verify as well",
          "remove insecure-skip-tls-verify, so that the server is verified");
    }
  }

  /** Whether an entry has a file or the data itself. */
  private static boolean has(LiveObject entry, String key) {
    return !entry.text(key).isEmpty() || !entry.text(key + "-data").isEmpty();
  }

  boolean unverified() {
    return cluster.value("insecure-skip-tls-verify").filter(Boolean.TRUE::equals).isPresent();
  }

  private DeployException refused(String what, String fix) {
    return new DeployException(Problem.of(what, place(), fix));
  }

  /** Without the entries: they hold secrets. */
  @Override
  public String toString() {
    return name();
  }
}
