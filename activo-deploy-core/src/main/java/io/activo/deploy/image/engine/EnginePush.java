package io.activo.deploy.image.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.PushResponseItem;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A push by an engine, from the question what the tag is now to the proof that the registry has the
 * image. Everything is asked of the registry through the engine, which may reach registries that
 * this machine does not.
 */
record EnginePush(EngineCommands commands, Credentials credentials, PushRetries retries) {

  /**
   * What one attempt came to.
   *
   * @param message why there is no digest; empty where there is one
   */
  private record Attempt(Optional<Digest> digest, String message) {
    static Attempt failed(String message) {
      return new Attempt(Optional.empty(), message);
    }
  }

  /** How the problem of an attempt is told. */
  private interface Explanation {
    Problem of(ImageReference image, String message, Credential used);
  }

  /** When an attempt is made again. */
  private interface Again {
    Optional<Duration> next(int attempt, String message);
  }

  private record Work(
      Explanation explanation, Again again, Function<Credential, Attempt> attempt) {}

  /**
   * @param image its full name with a tag
   */
  Published run(ImageReference image, Progress progress) {
    Optional<Digest> before = look(image, image, credentials.of(image.domain())).digest();
    Work push = new Work(PushProblem::of, retries::next, login -> push(image, login, progress));
    Digest pushed = again(image, push, progress);
    Work look =
        new Work(PushProblem::unreadable, retries::nextLook, login -> find(image, pushed, login));
    Digest readable = again(image, look, progress);
    return new Published(readable, before);
  }

  /**
   * Tries until there is a digest. What is shown to the registry is asked for each time; when it
   * refuses a credential that has been replaced meanwhile, the new one gets its chance.
   */
  private Digest again(ImageReference image, Work work, Progress progress) {
    Credential credential = credentials.of(image.domain());
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      Attempt made = work.attempt().apply(credential);
      if (made.digest().isPresent()) {
        return made.digest().get();
      }
      Optional<Duration> wait = work.again().next(attempt, made.message());
      wait.ifPresent(
          time -> {
            progress.status("trying again in " + time.toSeconds() + " s, after: " + made.message());
            retries.pause().accept(time);
          });
      Credential next = credentials.of(image.domain());
      boolean replaced = !renewed && !next.login().equals(credential.login());
      if (wait.isEmpty() && !(replaced && PushFault.isRefusal(made.message()))) {
        throw new DeployException(work.explanation().of(image, made.message(), credential));
      }
      renewed |= replaced;
      credential = next;
    }
  }

  private Attempt push(ImageReference image, Credential credential, Progress progress) {
    PushOutput output = new PushOutput(progress);
    CommandOutput<PushResponseItem> items = new CommandOutput<>(output::accept);
    EngineTransport.Unlogged headers =
        EngineTransport.Unlogged.headers(RegistryAuth.header(image.domain(), credential));
    try (EngineTransport.Client http = commands.transport().with(headers)) {
      EngineCommands.over(http)
          .pushImageCmd(image.name())
          .withTag(image.tag().orElseThrow())
          .exec(items);
      items.await(Optional.empty());
    } catch (DockerException e) {
      return Attempt.failed(EngineFault.message(e));
    } catch (UncheckedIOException e) {
      throw commands.lost(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no limit was set", e);
    }
    return output.error().isPresent()
        ? Attempt.failed(output.error().get())
        : new Attempt(output.digest(), "the engine ended without an error and without a digest");
  }

  /** The manifest by its digest; some registries give it only by the tag. */
  private Attempt find(ImageReference image, Digest pushed, Credential credential) {
    Attempt byDigest =
        look(
            image,
            new ImageReference(image.name(), Optional.empty(), Optional.of(pushed)),
            credential);
    if (byDigest.digest().isPresent()) {
      return byDigest;
    }
    Attempt byTag = look(image, image, credential);
    return byTag.digest().filter(pushed::equals).isPresent() ? byTag : byDigest;
  }

  private Attempt look(ImageReference image, ImageReference asked, Credential credential) {
    EngineCommands.Answer answer =
        commands.get(
            "/distribution/" + asked + "/json",
            EngineTransport.Unlogged.headers(RegistryAuth.header(image.domain(), credential)));
    if (!answer.isGood()) {
      return Attempt.failed(answer.message());
    }
    return answer
        .value("Descriptor", "digest")
        .map(digest -> new Attempt(Optional.of(new Digest(digest)), ""))
        .orElse(Attempt.failed("the engine tells no digest"));
  }
}
