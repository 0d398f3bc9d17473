package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Registries over HTTP, as the distribution specification 1.1 has it. */
final class RegistryClient implements ImageRegistry {
  private static final String PLATFORM = "linux/amd64";

  private final Settings settings;
  private final Map<String, RegistrySession> sessions = new ConcurrentHashMap<>();

  RegistryClient(
      Credentials credentials, Set<String> plainHttp, Retries retries, Duration silence) {
    settings =
        new Settings(
            credentials,
            new RegistryAddresses(plainHttp),
            new Wire(silence),
            retries,
            new Redaction());
  }

  @Override
  public Optional<Digest> digest(ImageReference image) {
    return Repository.read(session(image), image).digest();
  }

  @Override
  public Optional<ImageConfig> config(ImageReference image) {
    Repository repository = Repository.read(session(image), image);
    return repository
        .manifest()
        .flatMap(manifest -> single(repository, manifest))
        .flatMap(Manifest::config)
        .map(config -> ImageConfig.read(repository.document(config), repository.where()));
  }

  private static Optional<Manifest> single(Repository repository, Manifest manifest) {
    if (!manifest.isIndex()) {
      return Optional.of(manifest);
    }
    return manifest
        .child(PLATFORM)
        .or(() -> manifest.manifests().stream().findFirst())
        .flatMap(child -> repository.manifest(child.digest().value()));
  }

  @Override
  public void tryPush(ImageReference image) {
    Repository repository = Repository.written(session(image), image);
    repository.cancel(repository.begin());
  }

  @Override
  public Published copy(ImageReference from, ImageReference to, ImageForm form, Progress progress) {
    Repository source = Repository.read(session(from), from);
    Repository target = Repository.written(session(to), to);
    ImageCopy copy = new ImageCopy(source, target, tag(to), progress);
    return switch (form) {
      case SAME -> copy.same();
      case HEROKU -> copy.heroku();
    };
  }

  @Override
  public Published push(ImageArchive archive, ImageReference to, Progress progress) {
    Repository target = Repository.written(session(to), to);
    return new ArchivePush(archive, target, tag(to), progress).push();
  }

  private static String tag(ImageReference image) {
    return image
        .tag()
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "an image needs a tag in the registry that it goes to",
                        Place.of(image.toString()),
                        "write one")));
  }

  private RegistrySession session(ImageReference image) {
    String domain = image.domain();
    if (domain.isEmpty() || settings.addresses().of(domain).getHost() == null) {
      throw new DeployException(
          Problem.of(
              "the registry's name is no host", Place.of(image.toString()), "check the name"));
    }
    return sessions.computeIfAbsent(domain, name -> new RegistrySession(name, settings));
  }

  @Override
  public void close() {
    settings.wire().close();
  }
}
