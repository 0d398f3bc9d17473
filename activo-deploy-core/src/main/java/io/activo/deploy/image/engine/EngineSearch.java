package io.activo.deploy.image.engine;

import com.github.dockerjava.api.exception.DockerException;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the first engine that answers. */
final class EngineSearch {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private EngineSearch() {}

  static ImageEngine connect(Map<String, String> environment) {
    return connect(environment, LIMIT);
  }

  /** With a limit for each engine's first answer. */
  static ImageEngine connect(Map<String, String> environment, Duration limit) {
    DockerConfig config = DockerConfig.read(environment);
    List<String> tried = new ArrayList<>();
    for (EngineAddress address : new EngineAddresses(environment, config).candidates()) {
      try {
        return DockerEngine.at(address, config, limit);
      } catch (DockerException e) {
        tried.add(address + ": " + EngineFault.message(e));
      } catch (UncheckedIOException e) {
        tried.add(address + ": " + reason(e));
      } catch (DeployException e) {
        throw e;
      } catch (RuntimeException e) {
        // docker-java wraps what it cannot read in a bare one
        tried.add(address + ": what answers is no Docker engine");
      }
    }
    throw new DeployException(
        Problem.of(
                "no Docker engine answers",
                "start one, or set DOCKER_HOST to where it listens, such as"
                    + " unix:///var/run/docker.sock or tcp://localhost:2375")
            .withDetail(tried));
  }

  private static String reason(UncheckedIOException e) {
    return String.valueOf(e.getCause()).replaceFirst("^[\\w.]+Exception: ", "");
  }
}
