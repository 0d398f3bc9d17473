package io.activo.deploy.image.credentials;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.program.CredentialProgram;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs that keep credentials, by the protocol of docker-credential-helpers. */
final class CredentialHelpers {
  private static final String NOT_FOUND = "credentials not found in native keychain";
  private static final int LINES_SHOWN = 2;
  private static final int LENGTH_SHOWN = 200;

  private final Map<String, String> environment;
  private final Duration limit;

  CredentialHelpers(Map<String, String> environment, Duration limit) {
    this.environment = environment;
    this.limit = limit;
  }

  /**
   * What a helper answers for a registry; empty where it knows of no credentials.
   *
   * @param helper what follows {@code docker-credential-}
   * @param origin where the helper is configured
   * @throws DeployException if it is missing, late, fails, or answers anything else
   */
  Optional<Credential> ask(String helper, String registry, String origin) {
    String program = "docker-credential-" + helper;
    String shown = program + " (" + origin + ")";
    CredentialProgram.Output output = run(program, registry, shown);
    if (output.exitCode() == 0) {
      return login(output.stdout(), shown).map(login -> new Credential(shown, login));
    }
    if (output.stdout().contains(NOT_FOUND)) {
      return Optional.empty();
    }
    throw new DeployException(
        problem(shown, "failed with exit code " + output.exitCode() + " for " + registry, program)
            .withDetail(shownErrors(output)));
  }

  private CredentialProgram.Output run(String program, String registry, String shown) {
    Path file =
        Optional.of(program)
            .filter(name -> !name.contains("/") && !name.contains("\\"))
            .flatMap(name -> CredentialProgram.find(name, environment))
            .orElseThrow(
                () ->
                    new DeployException(
                        Problem.of(
                            "is not on the PATH",
                            Place.of(shown),
                            "install it, take it out of there, or give the login of "
                                + registry
                                + " under 'registries' of the description")));
    return output(file, RegistryName.key(registry))
        .orElseThrow(
            () ->
                new DeployException(
                    problem(shown, "gave no answer within " + limit.toMillis() + " ms", program)));
  }

  private Optional<CredentialProgram.Output> output(Path file, String input) {
    try {
      return new CredentialProgram(List.of(file.toString(), "get"), environment).run(input, limit);
    } catch (CredentialProgram.Unreadable e) {
      throw new DeployException(
          Problem.of("wrote what could not be read", Place.of(file.toString()), "run it by hand"),
          e);
    } catch (IOException e) {
      throw new DeployException(
          Problem.of("cannot be started", Place.of(file.toString()), "see whether it is a program"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted", Place.of(file.toString()), ""), e);
    }
  }

  private static Problem problem(String shown, String what, String program) {
    String fix = "see what '" + program + " get' says when the registry's host is typed into it";
    return Problem.of(what, Place.of(shown), fix);
  }

  private static Optional<Login> login(String json, String shown) {
    Map<String, Object> answer;
    try {
      answer = Json.parseObject(json);
    } catch (UncheckedIOException e) {
      // Without the cause: it quotes the answer.
      throw new DeployException(
          Problem.of("did not answer with JSON", Place.of(shown), "see whether it is up to date"));
    }
    String user = Json.at(answer, "Username").map(Object::toString).orElse("");
    String secret = Json.at(answer, "Secret").map(Object::toString).orElse("");
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.equals("<token>")
            ? new Login.IdentityToken(Secret.of(secret))
            : new Login.Password(user, Secret.of(secret)));
  }

  /**
   * The last lines of the error output, without whatever stands in the other output; none if the
   * secret itself stands in them, for then nothing is known of the rest.
   */
  private static List<String> shownErrors(CredentialProgram.Output output) {
    if (secret(output.stdout()).filter(output.stderr()::contains).isPresent()) {
      return List.of();
    }
    List<String> words = Arrays.asList(output.stdout().split("[\\s\"',{}:=]+"));
    Masker masker = Masker.ofUrls().and(words).and(List.of(output.stdout().strip()));
    List<String> lines =
        output.stderr().lines().map(masker::mask).map(CredentialHelpers::cut).toList();
    return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
  }

  private static Optional<String> secret(String stdout) {
    try {
      return Json.at(Json.parseObject(stdout), "Secret")
          .map(Object::toString)
          .filter(secret -> !secret.isEmpty());
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static String cut(String line) {
    return line.length() > LENGTH_SHOWN ? line.substring(0, LENGTH_SHOWN) + "…" : line;
  }
}
