package io.activo.deploy.image.credentials;

import io.activo.deploy.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What CI systems give their jobs, and Heroku's key. Names of the variables from the documentation
 * of GitHub Actions, GitLab CI and the Heroku CLI.
 */
final class CiLogins implements CredentialSource {
  private final Map<String, String> environment;
  private final Map<String, Credential> logins = new LinkedHashMap<>();

  CiLogins(Map<String, String> environment) {
    this.environment = environment;
    if (value("GITHUB_ACTIONS").equals("true")) {
      // Any name will do beside the token.
      String actor = environment.getOrDefault("GITHUB_ACTOR", "github-actions");
      add("ghcr.io", actor, "GITHUB_TOKEN", "GITHUB_TOKEN of GitHub Actions");
    }
    gitLab("CI_REGISTRY", "CI_REGISTRY");
    gitLab("CI_DEPENDENCY_PROXY_SERVER", "CI_DEPENDENCY_PROXY");
    add("registry.heroku.com", "_", "HEROKU_API_KEY", "HEROKU_API_KEY");
  }

  /** GitLab writes the port of its dependency proxy also where it is the usual one. */
  private void gitLab(String hostVariable, String prefix) {
    String host = value(hostVariable);
    String password = prefix + "_PASSWORD";
    String user = value(prefix + "_USER");
    if (!host.isEmpty() && !user.isEmpty()) {
      add(host, user, password, password + " of GitLab CI");
      add(host.replaceFirst(":443$", ""), user, password, password + " of GitLab CI");
    }
  }

  private void add(String host, String user, String variable, String origin) {
    String password = value(variable);
    if (!password.isEmpty()) {
      String source = user.equals("_") ? origin : origin + ", user '" + user + "'";
      Login login = new Login.Password(user, Secret.of(password));
      logins.put(RegistryName.of(host), new Credential(source, login));
    }
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  @Override
  public Optional<Credential> find(String registry) {
    return Optional.ofNullable(logins.get(registry));
  }

  @Override
  public Set<String> registries() {
    return Set.copyOf(logins.keySet());
  }
}
