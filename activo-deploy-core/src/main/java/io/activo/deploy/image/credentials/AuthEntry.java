package io.activo.deploy.image.credentials;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code auths}, as docker 28.2 reads it. Of several the engine takes the registry
 * token, then the identity token, then the password.
 *
 * @param who for people: {@code user 'ci'}
 */
record AuthEntry(String who, Login login) {

  /** Whether there is anything in it; a store leaves empty ones behind. */
  static boolean isFilled(@Nullable Object entry) {
    return !text(entry, "auth").isEmpty()
        || !text(entry, "username").isEmpty()
        || !text(entry, "identitytoken").isEmpty()
        || !text(entry, "registrytoken").isEmpty();
  }

  /**
   * Reads an entry; empty where it holds no credentials.
   *
   * @throws DeployException if {@code auth} is no Base64 of a user's name and a password
   */
  static Optional<AuthEntry> read(@Nullable Object entry, Place place) {
    if (!isFilled(entry)) {
      return Optional.empty();
    }
    String bearer = text(entry, "registrytoken");
    if (!bearer.isEmpty()) {
      return Optional.of(
          new AuthEntry("the registry token", new Login.BearerToken(Secret.of(bearer))));
    }
    String identity = text(entry, "identitytoken");
    if (!identity.isEmpty()) {
      return Optional.of(
          new AuthEntry("the identity token", new Login.IdentityToken(Secret.of(identity))));
    }
    return Optional.of(password(entry, place));
  }

  private static AuthEntry password(@Nullable Object entry, Place place) {
    String auth = text(entry, "auth");
    String pair =
        auth.isEmpty() ? text(entry, "username") + ":" + text(entry, "password") : decoded(auth);
    // A JSON key as password holds colons too.
    int colon = pair.indexOf(':');
    if (colon <= 0) {
      throw new DeployException(
          Problem.of("'auth' is no Base64 of USER:PASSWORD", place, "log in again"));
    }
    String user = pair.substring(0, colon);
    Secret password = Secret.of(pair.substring(colon + 1).replaceAll("^\0+|\0+$", ""));
    return new AuthEntry("user '" + user + "'", new Login.Password(user, password));
  }

  private static String decoded(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String text(@Nullable Object entry, String key) {
    return Json.at(entry, key).map(Object::toString).orElse("");
  }
}
