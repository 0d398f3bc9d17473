package io.activo.deploy.image.engine;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where to look for an engine, in the docker CLI's order: {@code DOCKER_HOST}, else the Docker
 * context that {@code DOCKER_CONTEXT} or config.json names, else the usual sockets.
 */
final class EngineAddresses {
  private static final int PLAIN_PORT = 2375;

  private final Map<String, String> environment;
  private final DockerConfig config;

  EngineAddresses(Map<String, String> environment, DockerConfig config) {
    this.environment = environment;
    this.config = config;
  }

  /**
   * The addresses to try, in order.
   *
   * @throws DeployException if one is named that this version cannot reach
   */
  List<EngineAddress> candidates() {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (!host.isBlank()) {
      return List.of(address("DOCKER_HOST", host.strip()));
    }
    String context = environment.getOrDefault("DOCKER_CONTEXT", "");
    String named = context.isBlank() ? config.currentContext() : context;
    return named.isBlank() || named.equals("default") ? sockets() : List.of(ofContext(named));
  }

  private List<EngineAddress> sockets() {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    Optional<String> runtime = Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"));
    return Stream.of(
            Stream.of("/var/run/docker.sock"),
            runtime.stream().map(folder -> folder + "/docker.sock"),
            Stream.of(home + "/.docker/run/docker.sock", home + "/.docker/desktop/docker.sock"))
        .flatMap(paths -> paths)
        .map(path -> (EngineAddress) new EngineAddress.Unix(Path.of(path)))
        .toList();
  }

  /** Contexts are kept in folders named by the SHA-256 of their names. */
  private EngineAddress ofContext(String name) {
    String hash = Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
    Path meta = config.folder().resolve("contexts/meta").resolve(hash).resolve("meta.json");
    try {
      Map<String, Object> content = Json.parseObject(Files.readString(meta));
      Object host = Json.at(content, "Endpoints", "docker", "Host").orElse("");
      return address("the Docker context " + name, host.toString());
    } catch (IOException | RuntimeException e) {
      if (e instanceof DeployException known) {
        throw known;
      }
      throw new DeployException(
          Problem.of(
              "the Docker context '" + name + "' cannot be read",
              Place.of(meta.toString()),
              "set DOCKER_HOST, or choose another context with 'docker context use'"),
          e);
    }
  }

  private EngineAddress address(String source, String text) {
    URI uri = uri(source, text);
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
    String host = Optional.ofNullable(uri.getHost()).orElse("");
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    if (scheme.equals("unix") && !path.isEmpty()) {
      return new EngineAddress.Unix(Path.of(path));
    }
    boolean plain = environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    if (scheme.equals("tcp") && !host.isEmpty() && plain) {
      return new EngineAddress.Tcp(host, uri.getPort() < 0 ? PLAIN_PORT : uri.getPort());
    }
    String what = source + " is '" + text + "'; " + (scheme.equals("tcp") ? "TLS" : "this");
    throw refused(what + " is not supported in this version");
  }

  private static URI uri(String source, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw refused(source + " is '" + text + "', which is no address");
    }
  }

  private static DeployException refused(String what) {
    return new DeployException(
        Problem.of(what, "set DOCKER_HOST to unix:///PATH, or to tcp://HOST:PORT without TLS"));
  }
}
