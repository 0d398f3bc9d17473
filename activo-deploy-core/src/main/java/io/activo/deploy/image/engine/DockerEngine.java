package io.activo.deploy.image.engine;

import com.github.dockerjava.api.command.VersionCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Version;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A Docker engine, 20.10 or later, spoken to by docker-java. */
final class DockerEngine implements ImageEngine {
  private final EngineCommands commands;
  private final Credentials credentials;
  private final String version;

  /** The id that each name had in the engine when it was built. */
  private final Map<String, String> built = new ConcurrentHashMap<>();

  private DockerEngine(EngineCommands commands, Credentials credentials, String version) {
    this.commands = commands;
    this.credentials = credentials;
    this.version = version;
  }

  /**
   * The engine that answers under an address.
   *
   * @param limit how long to wait for its first answer
   * @throws RuntimeException if none does
   */
  static DockerEngine at(EngineAddress address, Credentials credentials, Duration limit) {
    EngineTransport transport = new EngineTransport(address);
    try (EngineTransport.Client http = transport.with(EngineTransport.Unlogged.nothing())) {
      VersionCmd question = EngineCommands.over(http).versionCmd();
      String version = version(transport.within(limit, question::exec));
      return new DockerEngine(new EngineCommands(transport), credentials, version);
    }
  }

  private static String version(Version answer) {
    return Optional.ofNullable(answer.getVersion())
        .orElseThrow(() -> new UncheckedIOException(new IOException("answers without a version")));
  }

  @Override
  public String describe() {
    return "Docker " + version + " at " + commands.transport().address();
  }

  @Override
  public void build(ImageBuild build, Progress progress) {
    new EngineBuild(commands, credentials).run(build, progress);
    remember(fullName(build.reference()));
    build.options().tags().forEach(tag -> remember(fullName(build.reference()).withTag(tag)));
  }

  private void remember(ImageReference image) {
    id(image).ifPresent(id -> built.put(image.toString(), id));
  }

  private Optional<String> id(ImageReference image) {
    return commands
        .get("/images/" + image + "/json", EngineTransport.Unlogged.nothing())
        .value("Id");
  }

  @Override
  public Published push(ImageReference reference, Progress progress) {
    ImageReference image = fullName(reference);
    refuseAnother(image);
    return new EnginePush(commands, credentials, PushRetries.real()).run(image, progress);
  }

  /** An engine may serve several builds at once, and a name is whose build ended last. */
  private void refuseAnother(ImageReference image) {
    Optional<String> expected = Optional.ofNullable(built.get(image.toString()));
    if (expected.isPresent() && !id(image).equals(expected)) {
      throw new DeployException(
          Problem.of(
              "the engine has another image under this name than the one that was built",
              Place.of(image.toString()),
              "another build on this engine has taken the name; run one after the other"));
    }
  }

  /** The Engine API takes the full name with a tag; a digest is for pulling. */
  private static ImageReference fullName(ImageReference reference) {
    ImageReference tagged = reference.tag().isPresent() ? reference : reference.withTag("latest");
    return new ImageReference(tagged.normalized().name(), tagged.tag(), Optional.empty());
  }

  @Override
  public InputStream export(ImageReference reference) {
    ImageReference image = fullName(reference);
    EngineTransport.Client http = commands.transport().with(EngineTransport.Unlogged.nothing());
    try {
      InputStream tar =
          EngineCommands.over(http)
              .saveImageCmd(image.name())
              .withTag(image.tag().orElseThrow())
              .exec();
      return new Export(tar, http);
    } catch (DockerException e) {
      http.close();
      String what = "the engine does not give the image: " + EngineFault.message(e);
      throw new DeployException(Problem.of(what, Place.of(image.toString()), "build it first"), e);
    } catch (UncheckedIOException e) {
      http.close();
      throw commands.lost(e);
    }
  }

  /** Whoever stops reading ends the exchange: the rest is not read. */
  private static final class Export extends FilterInputStream {
    private final EngineTransport.Client http;

    Export(InputStream tar, EngineTransport.Client http) {
      super(tar);
      this.http = http;
    }

    @Override
    public void close() {
      http.close();
    }
  }

  @Override
  public void close() {
    commands.transport().close();
  }
}
