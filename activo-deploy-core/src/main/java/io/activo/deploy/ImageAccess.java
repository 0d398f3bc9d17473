package io.activo.deploy;

import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.engine.EngineSettings;
import java.util.Set;

/**
 * How the engine and the registries are reached.
 *
 * @param engine which engine the description names
 * @param credentials who one is to each registry
 * @param plainHttp the registries that may be spoken to without encryption
 */
public record ImageAccess(EngineSettings engine, Credentials credentials, Set<String> plainHttp) {
  public ImageAccess {
    plainHttp = Set.copyOf(plainHttp);
  }
}
