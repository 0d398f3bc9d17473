package io.activo.deploy.image.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first source that has a credential gives it. It is kept for some minutes: a token that a
 * helper gives may be old already, and asking one for each request takes long.
 */
final class SourcedCredentials implements Credentials {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private record Known(Credential credential, Instant since) {}

  private final List<CredentialSource> sources;
  private final InstantSource clock;
  private final Map<String, Known> kept = new HashMap<>();

  SourcedCredentials(List<CredentialSource> strongestFirst, InstantSource clock) {
    this.sources = List.copyOf(strongestFirst);
    this.clock = clock;
  }

  @Override
  public synchronized Credential of(String registry) {
    String name = RegistryName.of(registry);
    Known known = kept.get(name);
    return known != null && clock.instant().isBefore(known.since().plus(KEPT))
        ? known.credential()
        : find(name);
  }

  private Credential find(String registry) {
    for (CredentialSource source : sources) {
      Optional<Credential> found = source.find(registry);
      if (found.isPresent()) {
        if (source.lasts()) {
          keep(registry, found.get());
        }
        return found.get();
      }
    }
    return keep(registry, Credential.anonymous());
  }

  private Credential keep(String registry, Credential credential) {
    kept.put(registry, new Known(credential, clock.instant()));
    return credential;
  }

  @Override
  public Set<String> registries() {
    return sources.stream()
        .flatMap(source -> source.registries().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
