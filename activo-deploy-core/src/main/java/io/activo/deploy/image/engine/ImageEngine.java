package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.progress.Progress;
import java.util.Map;

/** A program that builds images and pushes them: the port behind which a Docker engine stands. */
public interface ImageEngine extends AutoCloseable {

  /**
   * The Docker engine of this machine: the one that {@code DOCKER_HOST} names ({@code unix://} or
   * {@code tcp://}), else that of the chosen Docker context, else the one behind the usual sockets.
   *
   * @param environment the process environment, of which {@code DOCKER_*}, {@code HOME} and {@code
   *     XDG_RUNTIME_DIR} are read
   * @throws io.activo.deploy.problem.DeployException if none answers, with all that was tried
   */
  static ImageEngine connect(Map<String, String> environment) {
    return EngineSearch.connect(environment);
  }

  /**
   * Which engine answers, and where: {@code Docker 20.10.24 at unix:///var/run/docker.sock}.
   *
   * @throws io.activo.deploy.problem.DeployException if none answers
   */
  String describe();

  /**
   * Builds an image and gives it its name in the engine.
   *
   * @throws io.activo.deploy.problem.DeployException if the build fails; the problem names the
   *     failing instruction and carries its last output
   */
  void build(ImageBuild build, Progress progress);

  /**
   * Pushes an image that the engine has.
   *
   * @return what the registry now has under the reference's tag
   * @throws io.activo.deploy.problem.DeployException if the registry or the engine refuses
   */
  Published push(ImageReference reference, Progress progress);

  @Override
  void close();
}
