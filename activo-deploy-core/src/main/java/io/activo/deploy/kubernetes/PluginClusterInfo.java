package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a credential plugin with {@code provideClusterInfo} is told of the cluster: the {@code
 * spec.cluster} of an {@code ExecCredential}.
 *
 * @param cluster the cluster's entry in the kubeconfig
 */
record PluginClusterInfo(LiveObject cluster) {
  private static final String EXTENSION = "client.authentication.k8s.io/exec";
  private static final List<String> TEXTS = List.of("server", "tls-server-name", "proxy-url");

  Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String key : TEXTS) {
      cluster.value(key).ifPresent(value -> content.put(key, value));
    }
    cluster
        .value("insecure-skip-tls-verify")
        .filter(Boolean.TRUE::equals)
        .ifPresent(value -> content.put("insecure-skip-tls-verify", value));
    authority().ifPresent(data -> content.put("certificate-authority-data", data));
    cluster.objects("extensions").stream()
        .filter(extension -> extension.text("name").equals(EXTENSION))
        .flatMap(extension -> extension.value("extension").stream())
        .findFirst()
        .ifPresent(config -> content.put("config", config));
    return content;
  }

  /** The authority in base64, also where the kubeconfig names its file. */
  private Optional<String> authority() {
    String data = cluster.text("certificate-authority-data");
    String file = cluster.text("certificate-authority");
    if (!data.isEmpty() || file.isEmpty()) {
      return Optional.of(data).filter(text -> !text.isEmpty());
    }
    try {
      return Optional.of(Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file))));
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "cannot read the cluster's authority " + file,
              "the kubeconfig names this file: create it or correct the path"),
          e);
    }
  }
}
