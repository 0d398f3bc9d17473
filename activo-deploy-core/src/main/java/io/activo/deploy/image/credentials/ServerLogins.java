package io.activo.deploy.image.credentials;

import io.activo.deploy.secret.Secret;
import java.util.Optional;

/** The servers of Maven's {@code settings.xml}. */
@FunctionalInterface
public interface ServerLogins {

  /** One server with a user's name and a password, decrypted. */
  record Server(String id, String username, Secret password) {}

  /**
   * The server of an id; empty where none has it, or it has no name or password.
   *
   * @throws io.activo.deploy.problem.DeployException if its password cannot be decrypted
   */
  Optional<Server> server(String id);

  /** No servers, where Maven does not run. */
  static ServerLogins none() {
    return id -> Optional.empty();
  }
}
