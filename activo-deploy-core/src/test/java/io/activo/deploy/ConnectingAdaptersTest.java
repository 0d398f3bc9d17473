package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectingAdaptersTest {
  private static final ClusterAccess STAGING =
      new ClusterAccess.Context(Optional.of("staging"), Optional.empty());
  private static final ClusterAccess PRODUCTION =
      new ClusterAccess.Context(Optional.of("production"), Optional.empty());

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
    assertEquals("connect staging", nextAsked());
  }

  @Test
  void leavesTheClosingToWhoeverOpensTheCluster() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("connect staging", nextAsked());
    Cluster cluster = adapters.openCluster(STAGING);
    adapters.close();
    cluster.describe();
    assertEquals("describe staging", nextAsked());
    assertNotSame(cluster, adapters.openCluster(STAGING));
  }

  @Test
  void closesWhatNobodyOpened() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("connect staging", nextAsked());
    adapters.expectCluster(PRODUCTION);
    assertEquals("close staging", nextAsked());
    assertEquals("connect production", nextAsked());
    adapters.close();
    assertEquals("close production", nextAsked());
  }

  @Test
  void opensAnotherClusterThanTheExpectedOneByItself() throws InterruptedException {
    adapters.expectCluster(STAGING);
    assertEquals("connect staging", nextAsked());
    adapters.openCluster(PRODUCTION).describe();
    assertEquals("describe production", nextAsked());
    Cluster staging = adapters.openCluster(STAGING);
    staging.describe();
    assertEquals("describe staging", nextAsked());
  }
}
