package io.activo.deploy.image.registry;

import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Authorization} of one registry's requests: nothing until the registry asks, then what
 * it asked for. Tokens are kept by scope until they expire.
 */
final class Authorization {
  private final String registry;
  private final Credentials credentials;
  private final TokenService tokens;
  private final Redaction redaction;
  private final Clock clock;
  private final Map<Scope, TokenService.Token> kept = new HashMap<>();
  private Optional<Challenge> asked = Optional.empty();
  private Optional<Credential> credential = Optional.empty();

  /**
   * @param registry as {@link io.activo.deploy.image.ImageReference#domain()}
   */
  Authorization(
      String registry,
      Credentials credentials,
      TokenService tokens,
      Redaction redaction,
      Clock clock) {
    this.registry = registry;
    this.credentials = credentials;
    this.tokens = tokens;
    this.redaction = redaction;
    this.clock = clock;
  }

  /** The header for a request, as far as it is known what the registry wants. */
  synchronized Optional<String> header(Scope scope) {
    if (credential().login() instanceof Login.BearerToken bearer) {
      return Optional.of(checked("Bearer " + bearer.token().reveal()));
    }
    return asked.flatMap(challenge -> answer(challenge, scope));
  }

  /**
   * The header for a request that was refused as unauthorized.
   *
   * @param offered how one may log in
   * @param refused what was sent; if others got a newer one meanwhile, it is tried first
   */
  synchronized Optional<String> renewed(
      List<Challenge> offered, Scope scope, Optional<String> refused) {
    asked =
        Challenge.of("bearer", offered).or(() -> Challenge.of("basic", offered)).or(() -> asked);
    Optional<String> now = header(scope);
    if (!now.equals(refused)) {
      return now;
    }
    kept.remove(scope);
    credential = Optional.empty();
    return header(scope);
  }

  /** Who one is to the registry; asked for again once it was refused. */
  synchronized Credential credential() {
    Credential current = credential.orElseGet(() -> credentials.of(registry));
    if (credential.isEmpty()) {
      remember(current.login());
      credential = Optional.of(current);
    }
    return current;
  }

  private void remember(Login login) {
    if (login instanceof Login.Password password) {
      redaction.add(password.password().reveal());
      redaction.add(base64(password));
    } else if (login instanceof Login.IdentityToken identity) {
      redaction.add(identity.token().reveal());
    } else if (login instanceof Login.BearerToken bearer) {
      redaction.add(bearer.token().reveal());
    }
  }

  private Optional<String> answer(Challenge challenge, Scope scope) {
    if (challenge.scheme().equals("bearer")) {
      return Optional.of("Bearer " + token(challenge, scope).value().reveal());
    }
    return credential().login() instanceof Login.Password password
        ? Optional.of(basic(password))
        : Optional.empty();
  }

  private TokenService.Token token(Challenge bearer, Scope scope) {
    TokenService.Token token = kept.get(scope);
    if (token == null || !clock.instant().isBefore(token.expires())) {
      // Credentials that last for minutes may have been replaced since.
      credential = Optional.empty();
      Scope wanted = scope.entries().isEmpty() ? Scope.of(bearer) : scope;
      token = tokens.fetch(bearer, wanted, credential(), registry);
      kept.put(scope, token);
    }
    return token;
  }

  static String basic(Login.Password password) {
    return "Basic " + base64(password);
  }

  private static String base64(Login.Password password) {
    String pair = password.username() + ":" + password.password().reveal();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a token can stand in a header. */
  static boolean sendable(String token) {
    return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private String checked(String header) {
    if (!sendable(header.substring(header.indexOf(' ') + 1))) {
      throw new DeployException(
          Problem.of(
              "the token of " + credential().source() + " holds a character that cannot be sent",
              Place.of(registry),
              "check it for line breaks, blanks and letters that are not ASCII"));
    }
    return header;
  }
}
