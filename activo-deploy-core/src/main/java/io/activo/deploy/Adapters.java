package io.activo.deploy;

import io.activo.deploy.image.engine.ImageEngine;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ClusterAccess;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.rehearsal.RehearsalCluster;
import io.activo.deploy.rehearsal.RehearsalEngine;
import io.activo.deploy.rehearsal.RehearsalRegistry;
import io.activo.deploy.rehearsal.RehearsedImages;
import java.util.Map;

/**
 * What stands behind the ports. Opened only when a step asks; an embedding program may bring its
 * own.
 */
public interface Adapters {

  /** The engine that builds and pushes images. */
  ImageEngine openEngine(ImageAccess access);

  /** The registries, spoken to without an engine. */
  ImageRegistry openRegistry(ImageAccess access);

  /**
   * Told of the cluster that a plan leads to, as soon as that is known: a step will open it, if the
   * plan is run. May get ready for it.
   *
   * @throws DeployException if the plan is to be refused, as the cluster cannot be reached that way
   */
  default void expectCluster(ClusterAccess access) {}

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
      public ImageEngine openEngine(ImageAccess access) {
        return ImageEngine.connect(environment, access.engine(), access.credentials());
      }

      @Override
      public ImageRegistry openRegistry(ImageAccess access) {
        return ImageRegistry.connect(access.credentials(), access.plainHttp());
      }

      @Override
      public void expectCluster(ClusterAccess access) {
        Cluster.warmUp();
      }

      @Override
      public Cluster openCluster(ClusterAccess access) {
        return Cluster.connect(access, environment);
      }
    };
  }

  /** In-memory stand-ins: nothing leaves the machine. */
  static Adapters rehearsal() {
    RehearsedImages images = new RehearsedImages();
    return new Adapters() {
      @Override
      public ImageEngine openEngine(ImageAccess access) {
        return new RehearsalEngine(images);
      }

      @Override
      public ImageRegistry openRegistry(ImageAccess access) {
        return new RehearsalRegistry(images);
      }

      @Override
      public Cluster openCluster(ClusterAccess access) {
        return new RehearsalCluster();
      }
    };
  }
}
