package io.activo.deploy.image.credentials;

import io.activo.deploy.secret.Secret;

/** What a registry is shown by whoever wants to pull or push. */
public sealed interface Login {

  /** Nothing at all. */
  record Anonymous() implements Login {}

  /** A user's name and password, or what stands in the password's place. */
  record Password(String username, Secret password) implements Login {}

  /**
   * A token that stands for a user and is exchanged for short-lived ones: {@code identitytoken} of
   * config.json, the refresh token of the distribution specification.
   */
  record IdentityToken(Secret token) implements Login {}

  /** A token that is sent as it is, {@code Authorization: Bearer …}: {@code registrytoken}. */
  record BearerToken(Secret token) implements Login {}
}
