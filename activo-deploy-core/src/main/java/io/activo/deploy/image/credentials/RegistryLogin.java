package io.activo.deploy.image.credentials;

import io.activo.deploy.secret.Secret;

/** How a description says to log in to a registry. */
public sealed interface RegistryLogin {

  /** A user's name and password. */
  record Named(String username, Secret password) implements RegistryLogin {}

  /**
   * A Google service account.
   *
   * @param key the text of its JSON key file, plain or in Base64
   */
  record Google(Secret key) implements RegistryLogin {}

  /**
   * A credential helper.
   *
   * @param name what follows {@code docker-credential-} in the program's name
   */
  record Helper(String name) implements RegistryLogin {}

  /** A token that is sent as it is, {@code Authorization: Bearer …}. */
  record Token(Secret token) implements RegistryLogin {}
}
