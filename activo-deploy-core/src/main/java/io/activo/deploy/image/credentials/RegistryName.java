package io.activo.deploy.image.credentials;

import io.activo.deploy.image.ImageReference;
import java.util.Set;

/** The names of a registry: as images have it, and as files of credentials do. */
final class RegistryName {
  private static final String HUB_KEY = "https://index.docker.io/v1/";
  private static final Set<String> HUB_HOSTS =
      Set.of(ImageReference.DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

  private RegistryName() {}

  /**
   * The registry that a key means, as {@link ImageReference#domain()}: scheme and path are no part
   * of it, as for docker 28.2.
   */
  static String of(String key) {
    String host = key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    return HUB_HOSTS.contains(host) ? ImageReference.DOCKER_HUB : host;
  }

  /** The key that the docker command writes and asks helpers for. */
  static String key(String registry) {
    return registry.equals(ImageReference.DOCKER_HUB) ? HUB_KEY : registry;
  }

  /** Whether a key names a part of a registry only, as {@code quay.io/team} does. */
  static boolean isNamespace(String key) {
    return !key.contains("://") && key.contains("/");
  }
}
