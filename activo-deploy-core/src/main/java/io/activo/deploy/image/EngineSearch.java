package io.activo.deploy.image;

import com.github.dockerjava.api.exception.DockerException;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the first engine that answers. */
final class EngineSearch {
  private EngineSearch() {}

  static ImageEngine connect(Map<String, String> environment) {
    DockerConfig config = DockerConfig.read(environment);
    List<String> tried = new ArrayList<>();
    for (EngineAddress address : new EngineAddresses(environment, config).candidates()) {
      try {
        return DockerEngine.at(address, config);
      } catch (DockerException e) {
        tried.add(address + ": " + EngineFault.message(e));
      } catch (UncheckedIOException e) {
        tried.add(address + ": " + reason(e));
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
