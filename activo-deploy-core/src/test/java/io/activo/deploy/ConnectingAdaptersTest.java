package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConnectingAdaptersTest {
  private static final ClusterAccess STAGING =
      new ClusterAccess.Context(Optional.of("staging"), Optional.empty());
  private static final ClusterAccess PRODUCTION =
      new ClusterAccess.Context(Optional.of("production"), Optional.empty());

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      contexts: [{name: c, context: {cluster: c, user: u}}]
      clusters: [{name: c, cluster: {server: "https://127.0.0.1:9"}}]
      users:
      - name: u
        user:
          exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, interactiveMode: Never}
      """;

  /** What the clusters were asked for, in any order of threads. */
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private final ConnectingAdapters adapters =
      new ConnectingAdapters(
          new Adapters() {
            @Override
            public ImageEngine openEngine(ImageAccess access) {
              throw new AssertionError("no engine is asked for");
            }

            @Override
            public ImageRegistry openRegistry(ImageAccess access) {
              throw new AssertionError("no registry is asked for");
            }

            @Override
            public Cluster openCluster(ClusterAccess access) {
              return cluster(access);
            }
          });

  private Cluster cluster(ClusterAccess access) {
    String name = ((ClusterAccess.Context) access).context().orElseThrow();
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName() + " " + name);
              return null;
            });
  }

  private @Nullable String nextAsked() throws InterruptedException {
    return asked.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void connectsAsSoonAsTheClusterIsKnown() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("preconnect staging", nextAsked());
  }

  @Test
  void leavesTheClosingToWhoeverOpensTheCluster() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("preconnect staging", nextAsked());
    Cluster cluster = adapters.openCluster(STAGING);
    adapters.close();
    cluster.describe();
    assertEquals("describe staging", nextAsked());
    assertNotSame(cluster, adapters.openCluster(STAGING));
  }

  @Test
  void closesWhatNobodyOpened() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("preconnect staging", nextAsked());
    adapters.expectCluster(PRODUCTION);
    assertEquals("close staging", nextAsked());
    assertEquals("preconnect production", nextAsked());
    adapters.close();
    assertEquals("close production", nextAsked());
  }

  @Test
  void opensAnotherClusterThanTheExpectedOneByItself() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("preconnect staging", nextAsked());
    adapters.openCluster(PRODUCTION).describe();
    assertEquals("describe production", nextAsked());
    Cluster staging = adapters.openCluster(STAGING);
    staging.describe();
    assertEquals("describe staging", nextAsked());
  }

  @Test
  void refusesAnAccessThatLeadsToNoCluster() {
    try (ConnectingAdapters real = new ConnectingAdapters(Adapters.real(Map.of()))) {
      ClusterAccess absent =
          new ClusterAccess.Context(Optional.of("staging"), Optional.of(Secret.of("{}")));
      DeployException e = assertThrows(DeployException.class, () -> real.expectCluster(absent));
      assertEquals("the kubeconfig has no context 'staging'; it has none", e.getMessage());
    }
  }

  /** It would be waited for otherwise, for up to half a minute. */
  @Test
  @Timeout(20)
  @DisabledOnOs(OS.WINDOWS)
  void closingEndsACredentialPluginThatRuns(@TempDir Path folder) throws Exception {
    Path pid = folder.resolve("pid");
    Path plugin = folder.resolve("plugin");
    Files.writeString(
        plugin, "#!/bin/sh\necho $$ > %1$s.new\nmv %1$s.new %1$s\nexec sleep 600\n".formatted(pid));
    assertTrue(plugin.toFile().setExecutable(true));
    ConnectingAdapters real = new ConnectingAdapters(Adapters.real(System.getenv()));
    real.expectCluster(
        new ClusterAccess.Context(
            Optional.of("c"), Optional.of(Secret.of(KUBECONFIG.formatted(plugin)))));
    while (!Files.exists(pid)) {
      Thread.onSpinWait();
    }
    long running = Long.parseLong(Files.readString(pid).strip());
    real.close();
    Optional<ProcessHandle> program = ProcessHandle.of(running);
    if (program.isPresent()) {
      program.get().onExit().get();
    }
    assertTrue(ProcessHandle.of(running).isEmpty());
  }
}
