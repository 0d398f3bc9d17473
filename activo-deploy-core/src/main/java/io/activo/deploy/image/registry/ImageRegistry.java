package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.progress.Progress;
import java.util.Optional;
import java.util.Set;

/** The registries, spoken to without an engine: the port behind which their HTTP API stands. */
public interface ImageRegistry extends AutoCloseable {

  /**
   * A client of whatever registries are named. Nothing is sent yet.
   *
   * @param credentials asked for when a registry wants a login
   * @param plainHttp hosts, with their port if they have one, that are spoken to by plain HTTP; the
   *     loopback hosts {@code localhost}, {@code 127.0.0.0/8} and {@code [::1]} always are, all
   *     others never
   */
  static ImageRegistry connect(Credentials credentials, Set<String> plainHttp) {
    return new RegistryClient(credentials, plainHttp, Retries.real(), Wire.SILENCE);
  }

  /**
   * The digest of the manifest that a reference names, by tag or by digest; empty where the
   * registry has none.
   *
   * @throws io.activo.deploy.problem.DeployException if the registry refuses or does not answer
   */
  Optional<Digest> digest(ImageReference image);

  /**
   * What the image that a reference names says of itself, of several platforms' that for
   * linux/amd64; empty where the registry has none.
   *
   * @throws io.activo.deploy.problem.DeployException if the registry refuses or does not answer
   */
  Optional<ImageConfig> config(ImageReference image);

  /**
   * Sees that a push to the reference's repository would be let in: begins an upload and takes it
   * back.
   *
   * @throws Unreachable if nobody answers from here; an engine elsewhere may still reach it
   * @throws io.activo.deploy.problem.DeployException if the registry refuses
   */
  void tryPush(ImageReference image);

  /**
   * Copies an image with everything that belongs to it, within a registry or to another one.
   *
   * @param from with a tag or a digest
   * @param to with a tag, which is moved to the copy
   * @param form what the copy is
   * @throws io.activo.deploy.problem.DeployException if it cannot be done; the tag is as it was
   */
  Published copy(ImageReference from, ImageReference to, ImageForm form, Progress progress);

  /**
   * Pushes an image that no registry has, in {@link ImageForm#HEROKU}. Its config stays as it is,
   * and so does what its layers unpack to.
   *
   * @param to with a tag, which is moved to the image
   * @throws io.activo.deploy.problem.DeployException if it cannot be done; the tag is as it was
   */
  Published push(ImageArchive archive, ImageReference to, Progress progress);

  @Override
  void close();
}
