package io.activo.deploy.image.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.VersionCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.DockerConfig;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Docker engine, 20.10 or later, spoken to by docker-java. No API version is asked for: the
 * engine then speaks its own, which is what works with all of them.
 */
final class DockerEngine implements ImageEngine {
  private final EngineTransport transport;
  private final DockerConfig config;
  private final String version;
  private final DockerClientConfig client;

  private DockerEngine(
      EngineTransport transport, DockerConfig config, String version, DockerClientConfig client) {
    this.transport = transport;
    this.config = config;
    this.version = version;
    this.client = client;
  }

  /**
   * The engine that answers under an address.
   *
   * @param limit how long to wait for its first answer
   * @throws RuntimeException if none does
   */
  static DockerEngine at(EngineAddress address, DockerConfig config, Duration limit) {
    // Without the machine's config.json: docker-java would log the credentials in it.
    DockerClientConfig client =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost("unix:///var/run/docker.sock")
            .withDockerTlsVerify(false)
            .withDockerConfig("/nonexistent")
            .withDockerContext("default")
            .build();
    EngineTransport transport = new EngineTransport(address);
    VersionCmd question = client(client, transport, Map.of(), Optional.empty()).versionCmd();
    return new DockerEngine(
        transport, config, version(transport.within(limit, question::exec)), client);
  }

  private static String version(Version answer) {
    return Optional.ofNullable(answer.getVersion())
        .orElseThrow(() -> new UncheckedIOException(new IOException("answers without a version")));
  }

  private static DockerClient client(
      DockerClientConfig config,
      EngineTransport transport,
      Map<String, String> headers,
      Optional<EngineTransport.Body> body) {
    return DockerClientImpl.getInstance(config, transport.with(headers, body));
  }

  @Override
  public String describe() {
    return "Docker " + version + " at " + transport.address();
  }

  @Override
  public void build(ImageBuild build, Progress progress) {
    build.context().check();
    BuildOutput output = new BuildOutput(build, progress);
    CommandOutput<BuildResponseItem> items = new CommandOutput<>(output::accept);
    Map<String, String> headers = Map.of("X-Registry-Config", encode(allLogins()));
    EngineTransport.Body body = build.context()::writeTo;
    try {
      client(client, transport, headers, Optional.of(body))
          .buildImageCmd(InputStream.nullInputStream())
          .withDockerfilePath(build.context().dockerfileInContext())
          .withTags(Set.of(taggable(build.reference()).toString()))
          .withRemove(true)
          .withForcerm(true)
          .exec(items);
      items.await();
    } catch (DockerException e) {
      throw new DeployException(output.problem(EngineFault.message(e)), e);
    } catch (UncheckedIOException e) {
      throw lost(e);
    }
    output
        .failure()
        .ifPresent(
            problem -> {
              throw new DeployException(problem);
            });
  }

  @Override
  public Published push(ImageReference reference, Progress progress) {
    ImageReference image = taggable(reference);
    PushOutput output = new PushOutput(progress);
    CommandOutput<PushResponseItem> items = new CommandOutput<>(output::accept);
    Map<String, Object> login =
        config.login(image.domain()).map(DockerConfig.Login::toJson).orElse(Map.of());
    try {
      client(client, transport, Map.of("X-Registry-Auth", encode(login)), Optional.empty())
          .pushImageCmd(image.name())
          .withTag(image.tag().orElseThrow())
          .exec(items);
      items.await();
    } catch (DockerException e) {
      throw new DeployException(pushProblem(image, EngineFault.message(e)), e);
    } catch (UncheckedIOException e) {
      throw lost(e);
    }
    String silent = "the engine ended without an error and without a digest";
    return output
        .digest()
        .filter(digest -> output.error().isEmpty())
        .map(digest -> new Published(digest, Optional.empty()))
        .orElseThrow(() -> new DeployException(pushProblem(image, output.error().orElse(silent))));
  }

  private Problem pushProblem(ImageReference image, String message) {
    return PushProblem.of(image, message, config);
  }

  private DeployException lost(UncheckedIOException e) {
    return new DeployException(
        Problem.of(
            "the connection to the Docker engine was lost: "
                + String.valueOf(e.getCause()).replaceFirst("^[\\w.]+Exception: ", ""),
            Place.of(transport.address().toString()),
            "see whether the engine still runs"),
        e);
  }

  /** The Engine API takes the full name with a tag; a digest is for pulling. */
  private static ImageReference taggable(ImageReference reference) {
    ImageReference tagged = reference.tag().isPresent() ? reference : reference.withTag("latest");
    return new ImageReference(tagged.normalized().name(), tagged.tag(), Optional.empty());
  }

  /** A base image may come from any registry, so the builder gets every login there is. */
  private Map<String, Object> allLogins() {
    Map<String, Object> logins = new LinkedHashMap<>();
    config.logins().forEach((registry, login) -> logins.put(registry, login.toJson()));
    return logins;
  }

  private static String encode(Map<String, Object> value) {
    byte[] json = Json.print(value).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(json);
  }

  @Override
  public void close() {
    transport.close();
  }
}
