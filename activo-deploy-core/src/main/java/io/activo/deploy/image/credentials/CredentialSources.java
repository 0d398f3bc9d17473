package io.activo.deploy.image.credentials;

import java.util.Map;

/**
 * Where credentials may come from.
 *
 * @param description by registry: a host, with its port if it has one
 * @param environment the variables of the process
 */
public record CredentialSources(
    Map<String, RegistrySettings> description,
    ServerLogins settings,
    Map<String, String> environment) {

  public CredentialSources {
    description = Map.copyOf(description);
    environment = Map.copyOf(environment);
  }

  /** Without the variables: they hold secrets. */
  @Override
  public String toString() {
    return "CredentialSources[description=" + description + "]";
  }
}
