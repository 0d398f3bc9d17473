package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Credentials as the Engine API takes them: an AuthConfig in JSON, in base64 for URLs. */
final class RegistryAuth {
  /** The key of Docker Hub, from the time of its first API. */
  private static final String HUB = "https://index.docker.io/v1/";

  private RegistryAuth() {}

  /** For a request that is about one registry. */
  static Map<String, String> header(String registry, Credential credential) {
    return Map.of("X-Registry-Auth", encode(config(registry, credential.login())));
  }

  /**
   * For a build: whatever a base image may come from. A base image may be public, so a source that
   * fails is told and passed over.
   */
  static Map<String, String> buildHeader(
      Collection<String> registries, Credentials credentials, Progress progress) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String registry : registries) {
      Map<String, Object> config = config(registry, login(registry, credentials, progress));
      if (!config.isEmpty()) {
        all.put(address(registry), config);
      }
    }
    return Map.of("X-Registry-Config", encode(all));
  }

  private static Login login(String registry, Credentials credentials, Progress progress) {
    try {
      Credential credential = credentials.of(registry);
      if (!(credential.login() instanceof Login.Anonymous)) {
        progress.line("base images of " + registry + ": " + credential.source());
      }
      return credential.login();
    } catch (DeployException e) {
      progress.line(
          "without credentials for base images of "
              + registry
              + ": "
              + e.problems().get(0).headline());
      return new Login.Anonymous();
    }
  }

  private static Map<String, Object> config(String registry, Login login) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (login instanceof Login.Password password) {
      config.put("username", password.username());
      config.put("password", password.password().reveal());
    }
    if (!(login instanceof Login.Anonymous)) {
      config.put("serveraddress", address(registry));
    }
    if (login instanceof Login.IdentityToken identity) {
      config.put("identitytoken", identity.token().reveal());
    }
    if (login instanceof Login.BearerToken bearer) {
      config.put("registrytoken", bearer.token().reveal());
    }
    return config;
  }

  private static String address(String registry) {
    return registry.equals(ImageReference.DOCKER_HUB) ? HUB : registry;
  }

  private static String encode(Map<String, Object> value) {
    byte[] json = Json.print(value).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(json);
  }
}
