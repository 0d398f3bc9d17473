package io.activo.deploy.image.engine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which engine the description names. It stands above the environment.
 *
 * @param host where the engine listens, written as {@code DOCKER_HOST}
 * @param context the Docker context to take; not looked at where a host is named
 * @param certificates the folder of {@code ca.pem}, {@code cert.pem} and {@code key.pem}, in the
 *     place of {@code DOCKER_CERT_PATH}; an engine behind a port is then spoken to by TLS
 */
public record EngineSettings(
    Optional<String> host, Optional<String> context, Optional<Path> certificates) {

  /** Nothing named: what the environment says counts. */
  public static EngineSettings none() {
    return new EngineSettings(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
