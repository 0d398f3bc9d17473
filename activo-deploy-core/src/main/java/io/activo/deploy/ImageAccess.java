package io.activo.deploy;

import io.activo.deploy.image.credentials.Credentials;
import java.util.Set;

/**
 * How the engine and the registries are reached.
 *
 * @param credentials who one is to each registry
 * @param plainHttp the registries that may be spoken to without encryption
 */
public record ImageAccess(Credentials credentials, Set<String> plainHttp) {
  public ImageAccess {
    plainHttp = Set.copyOf(plainHttp);
  }
}
