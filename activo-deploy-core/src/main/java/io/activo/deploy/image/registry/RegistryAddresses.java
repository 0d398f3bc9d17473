package io.activo.deploy.image.registry;

import io.activo.deploy.image.ImageReference;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where registries answer, and where plain HTTP is let: on this machine's own loopback hosts
 * ({@code localhost}, {@code 127.0.0.0/8}, {@code [::1]}) and on the hosts that are named for it.
 * Those are spoken to by HTTP only, all others by HTTPS only; none is tried both ways.
 *
 * @param plainHttp hosts, with their port where they have one
 */
record RegistryAddresses(Set<String> plainHttp) {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1\\])(?::[0-9]+)?");

  /** The host that serves what is named {@code docker.io}. */
  private static final String HUB_HOST = "registry-1.docker.io";

  RegistryAddresses {
    plainHttp = Set.copyOf(plainHttp);
  }

  /**
   * The root of a registry's API.
   *
   * @param domain as {@link ImageReference#domain()}
   */
  URI of(String domain) {
    String host = domain.equals(ImageReference.DOCKER_HUB) ? HUB_HOST : domain;
    return URI.create((letsPlain(host) ? "http://" : "https://") + host + "/v2/");
  }

  /** Whether something may be sent there: over TLS, or to where plain HTTP is let. */
  boolean permits(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null || uri.getRawUserInfo() != null) {
      return false;
    }
    return "https".equalsIgnoreCase(uri.getScheme())
        || ("http".equalsIgnoreCase(uri.getScheme()) && letsPlain(authority));
  }

  private boolean letsPlain(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches() || plainHttp.contains(host);
  }
}
