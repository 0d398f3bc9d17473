package io.activo.deploy;

import io.activo.deploy.image.credentials.ServerLogins;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller asks for.
 *
 * @param file the description, usually {@code activo.yml}
 * @param environment the environment's name; when empty the branch or tag chooses
 * @param variables {@code -Dactivo.var.NAME=value}, by NAME
 * @param process the process environment
 * @param rehearse whether every port is rehearsed, whatever the description says
 * @param timeout in place of the description's {@code kubernetes.timeout}
 * @param clock the time
 * @param images what is said about images
 * @param servers the logins that Maven keeps
 * @param time the time that the deploy is of, where it is not the clock's: that of a saved plan
 */
public record DeployRequest(
    Path file,
    Optional<String> environment,
    Map<String, String> variables,
    Map<String, String> process,
    boolean rehearse,
    Optional<Duration> timeout,
    Clock clock,
    ImageRequest images,
    ServerLogins servers,
    Optional<Instant> time) {
  public DeployRequest {
    variables = Map.copyOf(variables);
    process = Map.copyOf(process);
  }

  /** The environment {@code name} of a description, with this process's variables. */
  public static DeployRequest of(Path file, String name) {
    return new DeployRequest(
        file,
        Optional.of(name),
        Map.of(),
        ProcessEnvironment.variables(),
        false,
        Optional.empty(),
        Clock.systemUTC(),
        ImageRequest.none(),
        ServerLogins.none(),
        Optional.empty());
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "DeployRequest[" + file + ", " + environment.orElse("by branch or tag") + "]";
  }

  /** The same request, rehearsed. */
  public DeployRequest rehearsed() {
    return new DeployRequest(
        file, environment, variables, process, true, timeout, clock, images, servers, time);
  }

  /** The same request, of another time than the clock's. */
  public DeployRequest at(Instant other) {
    return new DeployRequest(
        file,
        environment,
        variables,
        process,
        rehearse,
        timeout,
        clock,
        images,
        servers,
        Optional.of(other));
  }

  /** The time that the deploy is of. */
  Instant started() {
    return time.orElseGet(clock::instant);
  }

  /** The folder of the description, to which its paths are relative. */
  Path folder() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /** How the description is called in messages. */
  String fileName() {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }
}
