package io.activo.deploy.image.engine;

import io.activo.deploy.image.Digest;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to look for an engine: what the description names, else, in the docker CLI's order, {@code
 * DOCKER_HOST}, the Docker context that {@code DOCKER_CONTEXT} or config.json names, the usual
 * sockets. Where one is named no other is looked for.
 */
record EngineAddresses(
    Map<String, String> environment, EngineSettings settings, DockerConfig config) {

  /** Without the variables: they hold secrets. */
  @Override
  public String toString() {
    return "EngineAddresses[" + settings + "]";
  }

  /**
   * The places to try, in order.
   *
   * @throws DeployException if one is named that cannot be reached
   */
  List<EngineCandidate> candidates() {
    if (settings.host().isPresent()) {
      return List.of(candidate("'engine.host' of the description", settings.host().get()));
    }
    if (settings.context().isPresent()) {
      return ofContext(settings.context().get());
    }
    Optional<String> host = variable("DOCKER_HOST");
    if (host.isPresent()) {
      return List.of(candidate("DOCKER_HOST", host.get()));
    }
    return ofContext(variable("DOCKER_CONTEXT").orElse(config.currentContext()));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private EngineCandidate candidate(String source, String text) {
    return new EngineCandidate(EngineAddressText.of(source, text, tls()), source);
  }

  /** TLS as the environment asks for it; the description's certificates stand above it. */
  private Optional<TlsFiles> tls() {
    if (settings.certificates().isEmpty() && variable("DOCKER_TLS_VERIFY").isEmpty()) {
      return Optional.empty();
    }
    Path folder =
        settings
            .certificates()
            .or(() -> variable("DOCKER_CERT_PATH").map(Path::of))
            .orElse(config.folder());
    TlsFiles files = new TlsFiles(folder, true);
    if (!files.isThere()) {
      throw new DeployException(
          Problem.of(
              "the engine is to be spoken to by TLS, and there is none of ca.pem, cert.pem and"
                  + " key.pem",
              Place.of(folder.toString()),
              "set DOCKER_CERT_PATH to their folder, or unset DOCKER_TLS_VERIFY"));
    }
    return Optional.of(files);
  }

  private List<EngineCandidate> ofContext(String name) {
    return name.isBlank() || name.equals("default") ? usualPlaces() : List.of(context(name));
  }

  /** Contexts are kept in folders named by the SHA-256 of their names. */
  private EngineCandidate context(String name) {
    String id = Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
    Path meta = config.folder().resolve("contexts/meta").resolve(id).resolve("meta.json");
    Map<String, Object> content;
    try {
      content = Json.parseObject(Files.readString(meta));
    } catch (IOException | UncheckedIOException e) {
      throw new DeployException(
          Problem.of(
              "the Docker context '" + name + "' cannot be read",
              Place.of(meta.toString()),
              "set DOCKER_HOST, or choose another context with 'docker context use'"),
          e);
    }
    boolean skip =
        Json.at(content, "Endpoints", "docker", "SkipTLSVerify").equals(Optional.of(true));
    Path material = config.folder().resolve("contexts/tls").resolve(id).resolve("docker");
    TlsFiles files = new TlsFiles(settings.certificates().orElse(material), !skip);
    Optional<TlsFiles> tls = skip || files.isThere() ? Optional.of(files) : Optional.empty();
    String source = "the Docker context '" + name + "'";
    String host = Json.at(content, "Endpoints", "docker", "Host").orElse("").toString();
    return new EngineCandidate(EngineAddressText.of(source, host, tls), source);
  }

  /**
   * Docker's own socket, rootless Docker, Docker Desktop, Colima, Rancher Desktop, Podman; on
   * Windows the pipe of Docker Desktop.
   */
  private List<EngineCandidate> usualPlaces() {
    if (File.separatorChar == '\\') {
      return List.of(new EngineCandidate(new EngineAddress.Pipe("\\\\.\\pipe\\docker_engine"), ""));
    }
    String home = variable("HOME").orElse(System.getProperty("user.home", ""));
    Optional<String> runtime = variable("XDG_RUNTIME_DIR");
    return Stream.of(
            Stream.of("/var/run/docker.sock"),
            runtime.stream().map(folder -> folder + "/docker.sock"),
            Stream.of(
                home + "/.docker/run/docker.sock",
                home + "/.docker/desktop/docker.sock",
                home + "/.colima/default/docker.sock",
                home + "/.rd/docker.sock"),
            runtime.stream().map(folder -> folder + "/podman/podman.sock"),
            Stream.of("/run/podman/podman.sock"))
        .flatMap(paths -> paths)
        .map(path -> new EngineCandidate(new EngineAddress.Unix(Path.of(path)), ""))
        .toList();
  }
}
