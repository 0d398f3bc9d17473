package io.activo.deploy.image.credentials;

import io.activo.deploy.image.ImageReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The servers of Maven's settings whose id is a registry's host. */
record SettingsLogins(ServerLogins servers) implements CredentialSource {
  private static final List<String> HUB = List.of(ImageReference.DOCKER_HUB, "index.docker.io");

  @Override
  public Optional<Credential> find(String registry) {
    boolean hub = registry.equals(ImageReference.DOCKER_HUB);
    return (hub ? HUB.stream() : Stream.of(registry))
        .map(servers::server)
        .flatMap(Optional::stream)
        .findFirst()
        .map(SettingsLogins::credential);
  }

  private static Credential credential(ServerLogins.Server server) {
    return new Credential(
        "settings.xml server '" + server.id() + "', user '" + server.username() + "'",
        new Login.Password(server.username(), server.password()));
  }

  /** None: which servers are registries cannot be told. */
  @Override
  public Set<String> registries() {
    return Set.of();
  }
}
