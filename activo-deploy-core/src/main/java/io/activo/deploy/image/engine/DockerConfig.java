package io.activo.deploy.image.engine;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code docker context} left on this machine in {@code $DOCKER_CONFIG/config.json}, by
 * default in {@code ~/.docker}.
 *
 * @param folder where the contexts are kept
 * @param currentContext the chosen one's name; empty where none is chosen
 */
record DockerConfig(Path folder, String currentContext) {

  /**
   * Reads the file of this machine.
   *
   * @throws DeployException if there is a config.json that cannot be read
   */
  static DockerConfig read(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    String named = environment.getOrDefault("DOCKER_CONFIG", "");
    Path folder = named.isBlank() ? Path.of(home, ".docker") : Path.of(named);
    Path file = folder.resolve("config.json");
    if (!Files.exists(file)) {
      return new DockerConfig(folder, "");
    }
    try {
      return new DockerConfig(folder, currentContext(Files.readString(file)));
    } catch (IOException | UncheckedIOException e) {
      // The text of the cause may hold what stands in the file.
      throw new DeployException(
          Problem.of(
              "cannot be read as JSON", Place.of(file.toString()), "mend it, or log in again"));
    }
  }

  private static String currentContext(String json) {
    return Json.at(Json.parseObject(json), "currentContext").map(Object::toString).orElse("");
  }
}
