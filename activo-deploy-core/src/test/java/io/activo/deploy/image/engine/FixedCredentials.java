package io.activo.deploy.image.engine;

import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.json.Json;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Credentials that a test gives, by registry. */
record FixedCredentials(Map<String, Credential> byRegistry) implements Credentials {

  static FixedCredentials password(String registry, String user, String password) {
    Login login = new Login.Password(user, Secret.of(password));
    return new FixedCredentials(Map.of(registry, new Credential("user '" + user + "'", login)));
  }

  /** Those in the {@code auths} of a config.json. */
  static FixedCredentials auths(Map<String, Object> auths) {
    Map<String, Credential> all = new LinkedHashMap<>();
    auths.forEach(
        (key, entry) -> {
          String host = key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
          String registry = host.equals("index.docker.io") ? "docker.io" : host;
          all.put(registry, new Credential("auths of " + key, login(entry)));
        });
    return new FixedCredentials(all);
  }

  private static Login login(Object entry) {
    if (Json.at(entry, "identitytoken").isPresent()) {
      String token = Json.at(entry, "identitytoken").get().toString();
      return new Login.IdentityToken(Secret.of(token));
    }
    byte[] pair = Base64.getDecoder().decode(Json.at(entry, "auth").orElse("").toString());
    String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
    return new Login.Password(parts[0], Secret.of(parts[1]));
  }

  @Override
  public Credential of(String registry) {
    return byRegistry.getOrDefault(registry, Credential.anonymous());
  }

  @Override
  public Set<String> registries() {
    return byRegistry.keySet();
  }
}
