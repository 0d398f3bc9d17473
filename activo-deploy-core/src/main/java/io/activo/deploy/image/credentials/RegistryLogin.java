package io.activo.deploy.image.credentials;

import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.util.Optional;

/** How a description says to log in to a registry. */
public sealed interface RegistryLogin {

  /**
   * This login as a user's name and password, as Kubernetes keeps it; empty for what has none.
   *
   * @throws io.activo.deploy.problem.DeployException if a Google key is none
   */
  default Optional<Named> named() {
    if (this instanceof Google google) {
      return Optional.of(
          new Named("_json_key", GoogleKey.read(google.key(), Place.nowhere()).json()));
    }
    return this instanceof Named named ? Optional.of(named) : Optional.empty();
  }

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
