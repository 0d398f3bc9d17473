package io.activo.deploy;

import io.activo.deploy.description.DeployDescription;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
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
    description.kubernetes().ifPresent(asked -> said.addAll(asked.cluster().secrets()));
    return Masker.of(known, description.variables().secretNames())
        .and(said.stream().map(Secret::reveal).toList());
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "RunSecrets";
  }
}
