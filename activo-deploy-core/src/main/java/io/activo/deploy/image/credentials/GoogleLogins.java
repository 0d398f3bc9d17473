package io.activo.deploy.image.credentials;

import io.activo.deploy.image.credentials.google.GoogleAccess;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** For Google's registries: a key in a variable, or Application Default Credentials. */
record GoogleLogins(Map<String, String> environment, GoogleAccess access)
    implements CredentialSource {
  private static final List<String> KEYS = List.of("GOOGLE_CREDENTIALS", "GCLOUD_SERVICE_KEY");

  @Override
  public Optional<Credential> find(String registry) {
    if (!isGoogle(registry)) {
      return Optional.empty();
    }
    return KEYS.stream()
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(this::key)
        .or(() -> access.token().map(GoogleLogins::credential));
  }

  static boolean isGoogle(String registry) {
    return registry.equals("gcr.io")
        || registry.endsWith(".gcr.io")
        || registry.endsWith(".pkg.dev");
  }

  private Credential key(String name) {
    Secret text = Secret.of(environment.getOrDefault(name, ""));
    return GoogleKey.read(text, Place.of(name)).credential(name);
  }

  private static Credential credential(GoogleAccess.Token token) {
    return new Credential(
        "Application Default Credentials (" + token.origin() + ")",
        new Login.Password("oauth2accesstoken", token.value()));
  }

  @Override
  public Set<String> registries() {
    return Set.of();
  }

  /** A token lasts for an hour at most; Google's library renews it. */
  @Override
  public boolean lasts() {
    return false;
  }

  /** Without the variables: they hold secrets. */
  @Override
  public String toString() {
    return "GoogleLogins";
  }
}
