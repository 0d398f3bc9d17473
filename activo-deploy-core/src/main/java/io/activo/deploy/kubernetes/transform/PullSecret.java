package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.List;

/**
 * A Secret of type {@code kubernetes.io/dockerconfigjson}, with which nodes pull images: {@code
 * pull-secret}. Its name gets no hash. It is made in each namespace whose pods use an image of one
 * of the registries, and these pods name it. Kubernetes adds what a ServiceAccount names only to
 * pods that name no Secret themselves: such pods lose it.
 *
 * @param name the Secret's name
 * @param logins the registries, at least one
 */
public record PullSecret(PlacedText name, List<RegistryLogin> logins) {

  /**
   * How to pull from a registry.
   *
   * @param registry the host, with its port if it has one; {@code docker.io} for Docker Hub
   */
  public record RegistryLogin(String registry, String username, Secret password) {}

  /**
   * @throws DeployException if the name is no object's, or there is no registry
   */
  public PullSecret {
    logins = List.copyOf(logins);
    if (!ObjectNames.isObjectName(name.value())) {
      throw name.refused(
          "'" + name + "' is no name of a Secret", "use lower-case letters, digits, '-' and '.'");
    }
    if (logins.isEmpty()) {
      throw name.refused(
          "no registry has a user name and a password for '" + name + "'",
          "give one of the registries both");
    }
  }
}
