package io.activo.deploy;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.image.credentials.Login;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The credentials that {@code docker login} left in the {@code auths} of config.json. */
record DockerLogins(DockerConfig config) implements Credentials {

  static DockerLogins read(Map<String, String> environment) {
    return new DockerLogins(DockerConfig.read(environment));
  }

  @Override
  public Credential of(String registry) {
    return config.login(registry).map(this::credential).orElse(Credential.anonymous());
  }

  private Credential credential(DockerConfig.Login login) {
    String source =
        "user '" + login.username() + "' of auths in " + config.folder().resolve("config.json");
    return new Credential(
        source,
        login
            .token()
            .<Login>map(Login.IdentityToken::new)
            .orElseGet(() -> new Login.Password(login.username(), login.password())));
  }

  @Override
  public Set<String> registries() {
    return config.logins().keySet().stream()
        .map(key -> key.replaceFirst("^https?://", "").replaceFirst("/.*", ""))
        .map(host -> host.equals("index.docker.io") ? ImageReference.DOCKER_HUB : host)
        .collect(Collectors.toSet());
  }
}
