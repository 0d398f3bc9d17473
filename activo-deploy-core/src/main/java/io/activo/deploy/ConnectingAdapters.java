package io.activo.deploy;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import java.util.Optional;

/**
 * Adapters for a plan that is run as soon as it is made: the connection to its cluster is opened
 * while it is made, which takes a credential plugin and a few round trips. The cluster is asked for
 * its version and nothing else; what fails is left to the first step, which tells why. A
 * configuration that leads to no cluster refuses the plan.
 */
public final class ConnectingAdapters implements Adapters, AutoCloseable {
  private final Adapters adapters;
  private Optional<Expected> expected = Optional.empty();

  /** Connects by other adapters. */
  public ConnectingAdapters(Adapters adapters) {
    this.adapters = adapters;
  }

  private record Expected(ClusterAccess access, Cluster cluster, Thread connecting) {

    /** The credential plugin that may run is ended: its answer is not waited for. */
    void close() {
      connecting.interrupt();
      cluster.close();
    }
  }

  @Override
  public ImageEngine openEngine(ImageAccess access) {
    return adapters.openEngine(access);
  }

  @Override
  public ImageRegistry openRegistry(ImageAccess access) {
    return adapters.openRegistry(access);
  }

  @Override
  public synchronized void expectCluster(ClusterAccess access) {
    close();
    Cluster cluster = adapters.openCluster(access);
    Thread thread = new Thread(cluster::preconnect, "activo-deploy connection");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(ConnectingAdapters::leave);
    thread.start();
    expected = Optional.of(new Expected(access, cluster, thread));
  }

  @Override
  public synchronized Cluster openCluster(ClusterAccess access) {
    Optional<Cluster> opened =
        expected.filter(one -> one.access().equals(access)).map(Expected::cluster);
    if (opened.isEmpty()) {
      return adapters.openCluster(access);
    }
    expected = Optional.empty();
    return opened.get();
  }

  /** Where the program ends before, its classes are gone; the first step tells the rest. */
  private static void leave(Thread thread, Throwable failure) {}

  /** Closes the connection, unless it was taken. */
  @Override
  public synchronized void close() {
    expected.ifPresent(Expected::close);
    expected = Optional.empty();
  }
}
