package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a context of a kubeconfig describes.
 *
 * @param context the context's name
 * @param namespace the one that it works in, if it names one
 * @param userName the user's name in the kubeconfig, empty where there is none
 */
record ContextConnection(
    String context,
    Optional<String> namespace,
    LiveObject cluster,
    String userName,
    LiveObject user) {

  static ClusterConnection of(ClusterAccess.Context access, Map<String, String> environment) {
    ContextConnection chosen = choose(access, environment);
    return new ClusterConnection(
        chosen.cluster.text("server"),
        chosen.name(),
        chosen.userName,
        chosen::client,
        chosen.isRenewable());
  }

  /** Whether the credentials come from where newer ones may be: a plugin, or a token's file. */
  private boolean isRenewable() {
    return user.value("exec").isPresent() || user.value("tokenFile").isPresent();
  }

  /** The context that is meant, with nothing in it that we could not serve. */
  static ContextConnection choose(ClusterAccess.Context access, Map<String, String> environment) {
    KubeConfigEntries config = KubeConfigEntries.of(access.kubeconfig(), environment);
    ContextConnection chosen = choose(config, access.context().orElse(config.currentContext()));
    chosen.refuseUnsupported();
    return chosen;
  }

  private static ContextConnection choose(KubeConfigEntries config, String context) {
    if (context.isEmpty()) {
      String known = String.join(", ", config.contexts().keySet());
      throw new DeployException(
          Problem.of(
              "the kubeconfig has no current context",
              known.isEmpty() ? "it has no context at all" : "name one of " + known));
    }
    LiveObject chosen = entry("context", context, config.contexts());
    String cluster = chosen.text("cluster");
    String user = chosen.text("user");
    return new ContextConnection(
        context,
        Optional.of(chosen.text("namespace")).filter(name -> !name.isEmpty()),
        entry("cluster", cluster, config.clusters()),
        user,
        user.isEmpty() ? new LiveObject(Map.of()) : entry("user", user, config.users()));
  }

  private static LiveObject entry(String what, String name, Map<String, LiveObject> entries) {
    LiveObject entry = entries.get(name);
    if (entry == null) {
      String known = String.join(", ", entries.keySet());
      String has = known.isEmpty() ? "it has none" : "it has " + known;
      String hint = NearestName.hint(name, entries.keySet());
      throw new DeployException(
          Problem.of(
              "the kubeconfig has no " + what + " '" + name + "'", hint.isEmpty() ? has : hint));
    }
    return entry;
  }

  /** {@code context staging}, with the user where the context's name does not tell it. */
  private String name() {
    boolean told = userName.isEmpty() || userName.equals(context);
    return "context " + context + (told ? "" : ", user " + userName);
  }

  /** What the client would pass over in silence. */
  private void refuseUnsupported() {
    refuse(user, "as", "acting as another user", "use a kubeconfig of that user");
    refuse(cluster, "proxy-url", "a proxy of its own", "use a network that reaches the cluster");
    String provider = user.text("auth-provider", "name");
    if (!provider.isEmpty() && !provider.equals("oidc")) {
      throw unsupported("auth-provider '" + provider + "'", "use its credential plugin (exec)");
    }
  }

  private void refuse(LiveObject entry, String key, String what, String fix) {
    if (entry.value(key).isPresent()) {
      throw unsupported(what + " ('" + key + "')", fix);
    }
  }

  private DeployException unsupported(String what, String fix) {
    return new DeployException(
        Problem.of(
            what + " is not supported in a kubeconfig", Place.of("context " + context), fix));
  }

  private ClientBuilder client() throws IOException {
    KubeConfig config = config(user.content());
    if (user.value("exec").isPresent()) {
      config = config(withCredentials(config));
    }
    return ClientBuilder.kubeconfig(config);
  }

  private KubeConfig config(Map<String, Object> userContent) {
    KubeConfig config =
        new KubeConfig(
            list("context", Map.of("cluster", context, "user", context)),
            list("cluster", cluster.content()),
            list("user", userContent));
    config.setFile(Path.of("kubeconfig").toAbsolutePath().toFile());
    config.setContext(context);
    return config;
  }

  private ArrayList<Object> list(String key, Map<String, Object> content) {
    return new ArrayList<>(List.of(Map.of("name", context, key, content)));
  }

  /**
   * The user with what the credential plugin gives. Run here, once for each client that is made,
   * because the client takes a plugin's failure as no credentials and would then ask as nobody.
   */
  private Map<String, Object> withCredentials(KubeConfig config) {
    Map<String, String> given = config.getCredentials();
    if (given == null || given.isEmpty()) {
      throw new DeployException(
          Problem.of(
              "the credential plugin '" + user.text("exec", "command") + "' gave no credentials",
              Place.of("context " + context),
              "run it by hand to see why; 'kubectl --context "
                  + context
                  + " version' runs it too"));
    }
    Map<String, Object> content = new HashMap<>(user.content());
    content.remove("exec");
    String token = given.get(KubeConfig.CRED_TOKEN_KEY);
    if (token != null) {
      content.put("token", token);
      return content;
    }
    put(content, "client-certificate-data", given.get(KubeConfig.CRED_CLIENT_CERTIFICATE_DATA_KEY));
    put(content, "client-key-data", given.get(KubeConfig.CRED_CLIENT_KEY_DATA_KEY));
    return content;
  }

  /** A plugin gives PEM, where a kubeconfig has its base64. */
  private static void put(Map<String, Object> content, String key, @Nullable String pem) {
    if (pem != null) {
      byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
      content.put(key, Base64.getEncoder().encodeToString(bytes));
    }
  }
}
