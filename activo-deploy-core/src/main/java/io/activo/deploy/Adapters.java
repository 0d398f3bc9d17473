package io.activo.deploy;

import io.activo.deploy.image.engine.EngineSettings;
import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.rehearsal.RehearsalEngine;
import java.util.Map;

/**
 * What stands behind the ports. Opened only when a step asks; an embedding program may bring its
 * own.
 */
public interface Adapters {

  /** The engine that builds and pushes images. */
  ImageEngine openEngine();

  /** The cluster that the access leads to. */
  Cluster openCluster(ClusterAccess access);

  /**
   * The real systems.
   *
   * @param environment the process environment: {@code DOCKER_HOST}, {@code KUBECONFIG}
   */
  static Adapters real(Map<String, String> environment) {
    return new Adapters() {
      @Override
      public ImageEngine openEngine() {
        return ImageEngine.connect(
            environment, EngineSettings.none(), DockerLogins.read(environment));
      }

      @Override
      public Cluster openCluster(ClusterAccess access) {
        return Cluster.connect(access, environment);
      }
    };
  }

  /** In-memory stand-ins: nothing leaves the machine. */
  static Adapters rehearsal() {
    return new Adapters() {
      @Override
      public ImageEngine openEngine() {
        return new RehearsalEngine();
      }

      @Override
      public Cluster openCluster(ClusterAccess access) {
        return new RehearsalCluster();
      }
    };
  }
}
