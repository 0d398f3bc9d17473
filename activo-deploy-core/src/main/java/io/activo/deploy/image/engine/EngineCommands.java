package io.activo.deploy.image.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What can be asked of an engine: docker-java's commands, and what it has no command for. No API
 * version is asked for: the engine then speaks its own, which is what works with all of them.
 */
record EngineCommands(EngineTransport transport) {
  private static final int OK = 200;

  /** Without the machine's config.json: docker-java would log the credentials in it. */
  private static final DockerClientConfig CONFIG =
      DefaultDockerClientConfig.createDefaultConfigBuilder()
          .withDockerHost("unix:///var/run/docker.sock")
          .withDockerTlsVerify(false)
          .withDockerConfig("/nonexistent")
          .withDockerContext("default")
          .build();

  /** An answer that was read to its end. */
  record Answer(int status, String body) {
    boolean isGood() {
      return status == OK;
    }

    /** What stands in a body of JSON under a path of keys. */
    Optional<String> value(String... path) {
      try {
        return Json.at(Json.parseObject(body), path).map(Object::toString);
      } catch (UncheckedIOException e) {
        return Optional.empty();
      }
    }

    /** What the engine says when it refuses. */
    String message() {
      return EngineFault.message(body);
    }
  }

  static DockerClient over(EngineTransport.Client http) {
    return DockerClientImpl.getInstance(CONFIG, http);
  }

  /**
   * Asks for a path for which docker-java has no command.
   *
   * @throws DeployException if the engine is lost
   */
  Answer get(String path, EngineTransport.Unlogged unlogged) {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path(path)
            .build();
    try (EngineTransport.Client http = transport.with(unlogged);
        DockerHttpClient.Response response = http.execute(request)) {
      byte[] body = response.getBody().readAllBytes();
      return new Answer(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      throw lost(e);
    } catch (IOException e) {
      throw lost(new UncheckedIOException(e));
    }
  }

  /** The failure of an exchange that broke off. */
  DeployException lost(UncheckedIOException e) {
    return new DeployException(
        Problem.of(
            "the connection to the Docker engine was lost: " + EngineFault.reason(e),
            Place.of(transport.address().toString()),
            "see whether the engine still runs"),
        e);
  }
}
