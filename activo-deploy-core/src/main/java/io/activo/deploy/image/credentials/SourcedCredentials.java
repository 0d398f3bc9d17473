package io.activo.deploy.image.credentials;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The first source that has a credential gives it; kept for the run where it lasts. */
final class SourcedCredentials implements Credentials {
  private final List<CredentialSource> sources;
  private final Map<String, Credential> kept = new HashMap<>();

  SourcedCredentials(List<CredentialSource> strongestFirst) {
    this.sources = List.copyOf(strongestFirst);
  }

  @Override
  public synchronized Credential of(String registry) {
    String name = RegistryName.of(registry);
    Credential known = kept.get(name);
    return known == null ? find(name) : known;
  }

  private Credential find(String registry) {
    for (CredentialSource source : sources) {
      Optional<Credential> found = source.find(registry);
      if (found.isPresent()) {
        if (source.lasts()) {
          kept.put(registry, found.get());
        }
        return found.get();
      }
    }
    kept.put(registry, Credential.anonymous());
    return Credential.anonymous();
  }

  @Override
  public Set<String> registries() {
    return sources.stream()
        .flatMap(source -> source.registries().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
