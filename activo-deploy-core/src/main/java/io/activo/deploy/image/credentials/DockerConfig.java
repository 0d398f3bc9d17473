package io.activo.deploy.image.credentials;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code docker login} and its like left on this machine: {@code $DOCKER_CONFIG/config.json},
 * by default in {@code ~/.docker}. Of credentials this version knows those in {@code auths}.
 *
 * @param logins by registry, as the file names it
 */
public record DockerConfig(
    Path folder, Map<String, Login> logins, Map<String, Object> helpers, String currentContext) {
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  public DockerConfig {
    logins = Map.copyOf(logins);
    helpers = Map.copyOf(helpers);
  }

  /**
   * Credentials for one registry.
   *
   * @param registry as config.json names it
   * @param token an identity token, which stands in the password's place
   */
  public record Login(String registry, String username, Secret password, Optional<Secret> token) {

    /** The Engine API's AuthConfig. */
    public Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("username", username);
      if (token.isEmpty()) {
        json.put("password", password.reveal());
      }
      json.put("serveraddress", registry);
      token.ifPresent(secret -> json.put("identitytoken", secret.reveal()));
      return json;
    }
  }

  /**
   * Reads the file of this machine.
   *
   * @throws DeployException if there is a config.json that cannot be read
   */
  public static DockerConfig read(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    String named = environment.getOrDefault("DOCKER_CONFIG", "");
    Path folder = named.isBlank() ? Path.of(home, ".docker") : Path.of(named);
    Path file = folder.resolve("config.json");
    if (!Files.exists(file)) {
      return new DockerConfig(folder, Map.of(), Map.of(), "");
    }
    try {
      return of(folder, Json.parseObject(Files.readString(file)));
    } catch (IOException | UncheckedIOException e) {
      // The text of the cause may hold what stands in the file.
      throw new DeployException(
          Problem.of(
              "cannot be read as JSON", Place.of(file.toString()), "mend it, or log in again"));
    }
  }

  private static DockerConfig of(Path folder, Map<String, Object> content) {
    Map<String, Login> logins = new LinkedHashMap<>();
    object(content, "auths")
        .forEach(
            (registry, entry) ->
                login(registry, entry).ifPresent(login -> logins.put(registry, login)));
    Map<String, Object> helpers = new LinkedHashMap<>(object(content, "credHelpers"));
    Json.at(content, "credsStore").ifPresent(store -> helpers.put("", store));
    String context = Json.at(content, "currentContext").map(Object::toString).orElse("");
    return new DockerConfig(folder, logins, helpers, context);
  }

  /** An entry without credentials, as a credential store leaves it behind, is none. */
  private static Optional<Login> login(String registry, Object entry) {
    String encoded = Json.at(entry, "auth").map(Object::toString).orElse("");
    Optional<Secret> token =
        Json.at(entry, "identitytoken")
            .map(Object::toString)
            .filter(t -> !t.isEmpty())
            .map(Secret::of);
    String pair = encoded.isEmpty() ? plain(entry) : decoded(encoded);
    int colon = pair.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    Secret password = Secret.of(pair.substring(colon + 1).replaceAll("\0+$", ""));
    return Optional.of(new Login(registry, pair.substring(0, colon), password, token));
  }

  private static String plain(Object entry) {
    return Json.at(entry, "username").orElse("") + ":" + Json.at(entry, "password").orElse("");
  }

  private static String decoded(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * The credentials for a registry: those under its name, else those under a URL of its host.
   *
   * @param domain as {@link ImageReference#domain()}
   */
  public Optional<Login> login(String domain) {
    String key = key(domain);
    return Optional.ofNullable(logins.get(key))
        .or(
            () ->
                logins.values().stream()
                    .filter(login -> host(login.registry()).equals(host(key)))
                    .findFirst());
  }

  /** The program that keeps the credentials for a registry, if one is configured. */
  public Optional<String> helper(String domain) {
    return Optional.ofNullable(helpers.get(key(domain)))
        .or(() -> Optional.ofNullable(helpers.get(domain)))
        .or(() -> Optional.ofNullable(helpers.get("")))
        .map(helper -> "docker-credential-" + helper);
  }

  private static String key(String domain) {
    return domain.equals(ImageReference.DOCKER_HUB) ? HUB_KEY : domain;
  }

  private static String host(String registry) {
    return registry.replaceFirst("^https?://", "").replaceFirst("/.*", "");
  }

  private static Map<String, Object> object(Map<String, Object> content, String key) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (content.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> object.put(String.valueOf(name), value));
    }
    return object;
  }
}
