package io.activo.deploy.image.credentials;

import java.util.Optional;
import java.util.Set;

/** One source of credentials. */
interface CredentialSource {

  /**
   * The credential that this source has for a registry.
   *
   * @param registry as {@link RegistryName#of} gives it
   */
  Optional<Credential> find(String registry);

  /** The registries that it names, without asking any program or server. */
  Set<String> registries();

  /** Whether a credential found may be kept for some minutes. */
  default boolean lasts() {
    return true;
  }
}
