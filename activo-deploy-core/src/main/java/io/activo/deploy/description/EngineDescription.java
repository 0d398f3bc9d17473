package io.activo.deploy.description;

import java.util.Optional;

/**
 * The Docker engine, where it is not the machine's own.
 *
 * @param host where it listens, as in {@code DOCKER_HOST}
 * @param context a Docker context of this machine
 * @param certificates the folder of {@code ca.pem}, {@code cert.pem} and {@code key.pem}
 */
public record EngineDescription(
    Optional<String> host, Optional<String> context, Optional<String> certificates) {

  static EngineDescription of(Section root) {
    Optional<Section> engine = root.section("engine");
    engine
        .filter(section -> section.has("host") && section.has("context"))
        .ifPresent(
            section ->
                root.problem(
                    "'engine' names a host and a context", section.map().at(), "keep one of them"));
    return new EngineDescription(
        text(engine, "host"), text(engine, "context"), text(engine, "certificates"));
  }

  private static Optional<String> text(Optional<Section> engine, String key) {
    return engine.flatMap(section -> section.text(key)).map(Text::value);
  }
}
