package io.activo.deploy.image.credentials;

import io.activo.deploy.image.credentials.google.GoogleAccess;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The order of the sources. */
final class AllSources {
  private static final Duration HELPER_LIMIT = Duration.ofSeconds(30);

  private AllSources() {}

  static List<CredentialSource> of(CredentialSources sources) {
    return of(sources, HELPER_LIMIT);
  }

  static List<CredentialSource> of(CredentialSources given, Duration helperLimit) {
    Map<String, String> environment = given.environment();
    CredentialHelpers helpers = new CredentialHelpers(environment, helperLimit);
    List<CredentialSource> sources = new ArrayList<>();
    sources.add(new DescribedLogins(given.description(), helpers));
    sources.add(new SettingsLogins(given.settings()));
    sources.add(AuthFile.inVariable("DOCKER_AUTH_CONFIG", environment, helpers));
    Path home = home(environment);
    Path docker = folder(environment, "DOCKER_CONFIG", home.resolve(".docker"));
    sources.add(AuthFile.docker(docker.resolve("config.json"), home, helpers));
    podman(environment, home).forEach(file -> sources.add(AuthFile.podman(file, home, helpers)));
    sources.add(new GoogleLogins(environment, GoogleAccess.of(environment)));
    sources.add(new CiLogins(environment));
    return sources;
  }

  /** The places that Podman's own manual names, containers-auth.json(5). */
  private static Stream<Path> podman(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
    if (!named.isBlank()) {
      return Stream.of(path("REGISTRY_AUTH_FILE", named));
    }
    Path config = folder(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
    return Stream.of(folder(environment, "XDG_RUNTIME_DIR", config), config)
        .distinct()
        .map(folder -> folder.resolve("containers/auth.json"));
  }

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
  }

  private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
    String named = environment.getOrDefault(variable, "");
    return named.isBlank() ? otherwise : path(variable, named);
  }

  /** Without what is not a path: somebody may have put a secret there. */
  private static Path path(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new DeployException(
          Problem.of(
              "is no path", Place.of(variable), "let it name a file or folder, or unset it"));
    }
  }
}
