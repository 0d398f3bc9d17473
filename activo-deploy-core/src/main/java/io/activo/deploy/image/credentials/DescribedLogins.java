package io.activo.deploy.image.credentials;

import io.activo.deploy.problem.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The description's {@code registries}. */
record DescribedLogins(Map<String, RegistrySettings> settings, CredentialHelpers helpers)
    implements CredentialSource {

  @Override
  public Optional<Credential> find(String registry) {
    return settings.entrySet().stream()
        .filter(entry -> RegistryName.of(entry.getKey()).equals(registry))
        .findFirst()
        .flatMap(entry -> entry.getValue().login())
        .flatMap(login -> credential(registry, login));
  }

  private Optional<Credential> credential(String registry, RegistryLogin described) {
    String origin = "registries: " + registry + " of the description";
    if (described instanceof RegistryLogin.Named named) {
      String source = "user '" + named.username() + "' of " + origin;
      Login login = new Login.Password(named.username(), named.password());
      return Optional.of(new Credential(source, login));
    }
    if (described instanceof RegistryLogin.Token token) {
      String source = "the token of " + origin;
      return Optional.of(new Credential(source, new Login.BearerToken(token.token())));
    }
    if (described instanceof RegistryLogin.Google google) {
      return Optional.of(GoogleKey.read(google.key(), Place.of(origin)).credential(origin));
    }
    return helpers.ask(((RegistryLogin.Helper) described).name(), registry, origin);
  }

  @Override
  public Set<String> registries() {
    return settings.entrySet().stream()
        .filter(entry -> entry.getValue().login().isPresent())
        .map(entry -> RegistryName.of(entry.getKey()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
