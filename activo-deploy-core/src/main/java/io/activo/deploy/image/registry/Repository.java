package io.activo.deploy.image.registry;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One repository of a registry: its manifests and blobs (distribution specification 1.1). */
final class Repository implements BlobSource {
  /** Registries take manifests up to 4 MB; configs are of that size at most. */
  private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;

  private static final String DIGEST_HEADER = "Docker-Content-Digest";

  private final RegistrySession session;
  private final ImageReference image;
  private final String path;
  private final Scope scope;

  private Repository(RegistrySession session, ImageReference image, Scope scope) {
    this.session = session;
    this.image = image;
    this.path = image.path();
    this.scope = scope;
  }

  /** The repository of an image, to read from. */
  static Repository read(RegistrySession session, ImageReference image) {
    return new Repository(session, image, Scope.pull(image.path()));
  }

  /** The repository of an image, to write to. */
  static Repository written(RegistrySession session, ImageReference image) {
    return new Repository(session, image, Scope.push(image.path()));
  }

  @Override
  public Place where() {
    return Place.of(image.toString());
  }

  @Override
  public DeployException failure(IOException failure) {
    return session.outage(failure, where());
  }

  RegistrySession session() {
    return session;
  }

  Scope scope() {
    return scope;
  }

  boolean isSameAs(Repository other) {
    return isBeside(other) && path.equals(other.path);
  }

  /** Whether both are in one registry. */
  boolean isBeside(Repository other) {
    return session == other.session;
  }

  /** The digest of the image that this was made for. */
  Optional<Digest> digest() {
    return digest(key());
  }

  /** The manifest of the image that this was made for. */
  Optional<Manifest> manifest() {
    return manifest(key());
  }

  /**
   * The manifest of the image that this was made for.
   *
   * @throws DeployException if there is none
   */
  Manifest existingManifest() {
    return manifest()
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of(
                        "there is no such image in the registry",
                        where(),
                        "check the name, and that it was pushed")));
  }

  private String key() {
    return image
        .digest()
        .map(Digest::value)
        .or(image::tag)
        .orElseThrow(
            () ->
                new DeployException(
                    Problem.of("has neither a tag nor a digest", where(), "write one of them")));
  }

  /**
   * The digest of a manifest.
   *
   * @param key a tag or a digest
   */
  Optional<Digest> digest(String key) {
    try (Answer answer = session.send(manifestCall("HEAD", key), where())) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      Optional<Digest> told =
          answer.header(DIGEST_HEADER).filter(d -> Digest.fault(d).isEmpty()).map(Digest::new);
      if (answer.ok() && told.isPresent()) {
        return told;
      }
    }
    // An answer to HEAD has no body that would say why not.
    return manifest(key).map(Manifest::digest);
  }

  /** Whether a manifest can be read. */
  boolean hasManifest(Digest digest) {
    return digest(digest.value()).isPresent();
  }

  /** Whether a manifest can be read that was just put; some registries need a moment. */
  boolean becomesReadable(Digest digest) {
    Call call = manifestCall("HEAD", digest.value());
    try (Answer answer =
        session.retried(
            () -> session.once(call), status -> status == 404 || Retries.passing(status))) {
      return answer.ok();
    } catch (IOException e) {
      throw session.outage(e, where());
    }
  }

  /**
   * A manifest, its digest checked where the key is one.
   *
   * @param key a tag or a digest
   */
  Optional<Manifest> manifest(String key) {
    try (Answer answer = session.send(manifestCall("GET", key), where())) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      byte[] bytes = document(accepted("to read the image", answer));
      boolean byDigest = Digest.fault(key).isEmpty();
      Digest digest = byDigest ? new Digest(key) : Digest.of(bytes);
      Verified.check(bytes, digest);
      String type = answer.header("Content-Type").orElse("").replaceFirst("\\s*;.*", "");
      return Optional.of(Manifest.read(digest, bytes, type, where()));
    } catch (IOException e) {
      throw session.outage(e, where());
    }
  }

  private Call manifestCall(String method, String key) {
    return Call.of(method, at("manifests/" + key), scope).with("Accept", MediaTypes.ACCEPTED);
  }

  /** Puts a manifest under a tag or its digest. */
  void put(Manifest manifest, String key) {
    Call call =
        Call.of("PUT", at("manifests/" + key), scope)
            .with("Content-Type", manifest.mediaType())
            .with(Payload.of(manifest.bytes()));
    try (Answer answer = accepted("the push of its manifest", session.send(call, where()))) {
      Optional<String> told = answer.header(DIGEST_HEADER);
      if (told.isPresent() && !manifest.isCalled(told.get())) {
        throw new DeployException(
            Problem.of(
                "the registry made another manifest of " + manifest.digest(),
                where(),
                "see whether a proxy changes what is pushed"));
      }
    }
  }

  boolean hasBlob(Digest digest) {
    try (Answer answer = session.send(Call.of("HEAD", at("blobs/" + digest), scope), where())) {
      return answer.status() != 404 && accepted("to look a layer up", answer).ok();
    }
  }

  @Override
  public InputStream open(Descriptor blob) {
    Call call = Call.of("GET", at("blobs/" + blob.digest()), scope);
    return new Verified(accepted("to read a layer", session.send(call, where())).body(), blob);
  }

  /**
   * A small blob, as a config.
   *
   * @throws DeployException if it cannot be had
   */
  byte[] document(Descriptor blob) {
    Call call = Call.of("GET", at("blobs/" + blob.digest()), scope);
    try (Answer answer = accepted("to read the image", session.send(call, where()))) {
      byte[] bytes = document(answer);
      Verified.check(bytes, blob.digest());
      return bytes;
    } catch (IOException e) {
      throw session.outage(e, where());
    }
  }

  private byte[] document(Answer answer) throws IOException {
    byte[] bytes = answer.body().readNBytes(LARGEST_DOCUMENT + 1);
    if (bytes.length > LARGEST_DOCUMENT) {
      throw new DeployException(
          Problem.of("its manifest or config has more than 16 MB", where(), "is it an image?"));
    }
    return bytes;
  }

  /** Begins an upload; the address where it goes on. */
  URI begin() {
    return upload(session.send(Call.of("POST", at("blobs/uploads/"), scope), where()));
  }

  /** The address where an upload goes on that an answer has begun. */
  URI upload(Answer begun) {
    try (Answer answer = accepted("the push", begun)) {
      return session
          .location(answer)
          .orElseThrow(
              () ->
                  new DeployException(
                      Problem.of(
                          "the registry gave no address for the upload that may be used",
                          where(),
                          "see whether a proxy changes https to http in its answers")));
    }
  }

  /**
   * Asks the registry to take a blob over from another of its repositories.
   *
   * @return 201 when it did; 202 when it began an upload instead
   */
  Answer mount(Digest blob, Repository from) {
    String query =
        "?mount=" + blob + "&from=" + URLEncoder.encode(from.path, StandardCharsets.UTF_8);
    URI uri = at("blobs/uploads/" + query);
    return session.send(Call.of("POST", uri, scope.and(from.scope)), where());
  }

  /** Takes an upload back, where the registry lets one; others forget it by themselves. */
  void cancel(URI upload) {
    try {
      session.once(Call.of("DELETE", upload, scope)).close();
    } catch (IOException e) {
      // It is forgotten in time.
    }
  }

  /**
   * The answer, if it is a success.
   *
   * @param deed what was to be done
   */
  Answer accepted(String deed, Answer answer) {
    if (!answer.ok()) {
      throw session.refusal(deed, answer, where());
    }
    return answer;
  }

  private URI at(String what) {
    return session.base().resolve(path + "/" + what);
  }
}
