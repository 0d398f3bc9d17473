package io.activo.deploy.image.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.dockerfile.Dockerfile;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A build by an engine's classic builder. */
record EngineBuild(EngineCommands commands, Credentials credentials) {

  void run(ImageBuild build, Progress progress) {
    build.context().check();
    BuildOutput output = new BuildOutput(build, progress);
    CommandOutput<BuildResponseItem> items = new CommandOutput<>(output::accept);
    Optional<Duration> limit = build.options().timeout();
    // An exchange that is closed early ends the build in the engine.
    try (EngineTransport.Client http = commands.transport().with(request(build, progress))) {
      EngineCommands.over(http).buildImageCmd(InputStream.nullInputStream()).exec(items);
      items.await(limit);
    } catch (DockerException e) {
      throw new DeployException(output.problem(EngineFault.message(e)), e);
    } catch (UncheckedIOException e) {
      throw commands.lost(e);
    } catch (TimeoutException e) {
      throw new DeployException(output.tooLong(limit.orElse(Duration.ZERO)), e);
    }
    output
        .failure()
        .ifPresent(
            problem -> {
              throw new DeployException(problem);
            });
  }

  /**
   * The engine is told how to log in where base images come from, and nowhere else: a credential
   * helper takes its time, and one that is not needed need not work.
   */
  private EngineTransport.Unlogged request(ImageBuild build, Progress progress) {
    Set<String> registries =
        Dockerfile.parse("Dockerfile", build.context().dockerfileText())
            .baseImages(build.options().args())
            .stream()
            .map(ImageReference::domain)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> headers = new HashMap<>();
    headers.putAll(RegistryAuth.buildHeader(registries, credentials, progress));
    headers.put("Content-Type", "application/x-tar");
    return new EngineTransport.Unlogged(
        headers, Optional.of(new BuildQuery(build).text()), Optional.of(build.context()::writeTo));
  }
}
