package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.description.ImageDescription;
import io.activo.deploy.image.credentials.RegistryLogin;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import io.activo.deploy.secret.SecretNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whatever a run can read, among it what must not be shown.
 *
 * @param process the process environment
 * @param variables {@code -Dactivo.var.NAME=value}, by NAME
 */
record RunSecrets(Map<String, String> process, Map<String, String> variables) {

  /** A masker where no description could be read. */
  Masker masker() {
    Map<String, String> known = new HashMap<>(process);
    known.putAll(variables);
    return Masker.of(known, List.of());
  }

  /** A masker that also knows what a description and the env-file made of it hold. */
  Masker masker(DeployDescription description, PlannedEnvFile envFile) {
    Map<String, String> known = new HashMap<>(envFile.values());
    known.putAll(process);
    known.putAll(variables);
    for (String name : description.variables().names()) {
      description.variables().value(name).ifPresent(value -> known.put(name, value));
    }
    List<Secret> said = new ArrayList<>(envFile.secrets());
    description.envFile().ifPresent(asked -> said.addAll(asked.secrets()));
    description
        .registries()
        .values()
        .forEach(registry -> registry.login().ifPresent(login -> said.addAll(secrets(login))));
    description.images().forEach(image -> said.addAll(secretArgs(image)));
    description.kubernetes().ifPresent(asked -> said.addAll(asked.cluster().secrets()));
    return Masker.of(known, description.variables().secretNames())
        .and(said.stream().map(Secret::reveal).toList());
  }

  private static List<Secret> secretArgs(ImageDescription image) {
    return image.options().argValues().entrySet().stream()
        .filter(arg -> SecretNames.looksSecret(arg.getKey()))
        .map(arg -> Secret.of(arg.getValue()))
        .toList();
  }

  private static List<Secret> secrets(RegistryLogin login) {
    if (login instanceof RegistryLogin.Named named) {
      return List.of(named.password());
    }
    if (login instanceof RegistryLogin.Google google) {
      return List.of(google.key());
    }
    return login instanceof RegistryLogin.Token token ? List.of(token.token()) : List.of();
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "RunSecrets";
  }
}
