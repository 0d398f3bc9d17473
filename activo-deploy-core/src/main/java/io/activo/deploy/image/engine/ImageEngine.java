package io.activo.deploy.image.engine;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.progress.Progress;
import java.io.InputStream;
import java.util.Map;

/** A program that builds images and pushes them: the port behind which a Docker engine stands. */
public interface ImageEngine extends AutoCloseable {

  /**
   * The Docker engine to use: the one that the settings name, else the one of {@code DOCKER_HOST}
   * ({@code unix://}, {@code tcp://}, {@code npipe://}; TLS by {@code DOCKER_TLS_VERIFY} and {@code
   * DOCKER_CERT_PATH}), else that of the chosen Docker context, else the first that answers behind
   * the usual sockets: {@code /var/run/docker.sock}, rootless Docker, Docker Desktop, Colima,
   * Rancher Desktop, Podman. Named pipes of Windows have not been tried on Windows.
   *
   * @param environment the process environment, of which {@code DOCKER_*}, {@code HOME} and {@code
   *     XDG_RUNTIME_DIR} are read
   * @param credentials what the engine is given to pull base images and to push; asked anew for
   *     each build and each attempt of a push
   * @throws io.activo.deploy.problem.DeployException if none answers, with all that was tried, why
   *     each failed and what to do
   */
  static ImageEngine connect(
      Map<String, String> environment, EngineSettings settings, Credentials credentials) {
    return EngineSearch.connect(environment, settings, credentials);
  }

  /**
   * Which engine answers, and where: {@code Docker 20.10.24 at unix:///var/run/docker.sock}.
   *
   * @throws io.activo.deploy.problem.DeployException if none answers
   */
  String describe();

  /**
   * Builds an image and gives it its names in the engine: the reference, and the same repository
   * with each further tag of the options. Interrupting the thread ends the build in the engine.
   *
   * @throws io.activo.deploy.problem.DeployException if the build fails or takes longer than it
   *     may; the problem names the instruction and carries its last output
   */
  void build(ImageBuild build, Progress progress);

  /**
   * Pushes an image that the engine has, and sees that the registry gives its manifest back. What
   * passes, such as resets, 429 and 5xx, is tried again; a refusal is not, unless the credentials
   * have a fresh one to show.
   *
   * @return what the registry now has under the reference's tag, and had before
   * @throws io.activo.deploy.problem.DeployException if the registry or the engine refuses
   */
  Published push(ImageReference reference, Progress progress);

  /**
   * An image that the engine has, as the tar of {@code docker save}, read as it arrives. Closing
   * the stream ends the exchange.
   *
   * @throws io.activo.deploy.problem.DeployException if the engine does not have it
   */
  InputStream export(ImageReference reference);

  @Override
  void close();
}
