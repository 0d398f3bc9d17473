package io.activo.deploy.kubernetes;

import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a context. A credential plugin is run once for each client that is made, by
 * ourselves: the Kubernetes client takes a plugin's failure as no credentials and would then ask as
 * nobody.
 */
final class ContextClients implements ClusterConnection.ClientSource {
  private final ContextConnection chosen;
  private final Map<String, String> environment;
  private final Clock clock;
  private volatile @Nullable PluginCredential latest;

  ContextClients(ContextConnection chosen, Map<String, String> environment, Clock clock) {
    this.chosen = chosen;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public ClientBuilder client() throws IOException {
    ClientBuilder client = transport().with(ClientBuilder.kubeconfig(config()));
    if (chosen.runsPlugin()) {
      PluginCredential credential = run();
      latest = credential;
      client.setAuthentication(credential::provide);
    }
    return client;
  }

  @Override
  public boolean ended() {
    PluginCredential credential = latest;
    return credential != null && credential.ended(clock.instant());
  }

  private PluginCredential run() {
    Instant now = clock.instant();
    return new CredentialPlugin(
            chosen.user().object("exec"), chosen.cluster(), chosen.place(), environment)
        .run(CredentialPlugin.LIMIT, now);
  }

  private ClientTransport transport() {
    LiveObject cluster = chosen.cluster();
    Optional<ClusterProxy> proxy =
        ClusterProxy.of(
            cluster.text("proxy-url"), cluster.text("server"), environment, chosen.place());
    return new ClientTransport(proxy, Impersonation.of(chosen.user(), chosen.place()).headers());
  }

  /** The kubeconfig as the client knows it, without a plugin. */
  private KubeConfig config() {
    Map<String, Object> user = new HashMap<>(chosen.user().content());
    user.remove("exec");
    String context = chosen.context();
    KubeConfig config =
        new KubeConfig(
            new ArrayList<>(list("context", Map.of("cluster", context, "user", context))),
            new ArrayList<>(list("cluster", chosen.cluster().content())),
            new ArrayList<>(list("user", user)));
    config.setFile(Path.of("kubeconfig").toAbsolutePath().toFile());
    config.setContext(context);
    return config;
  }

  private List<Map<String, Object>> list(String key, Map<String, Object> content) {
    return List.of(Map.of("name", chosen.context(), key, content));
  }
}
