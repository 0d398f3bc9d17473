package io.activo.deploy.image.registry;

import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a registry lets tokens be fetched (distribution specification, token authentication; OAuth2
 * for identity tokens).
 */
final class TokenService {
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);
  private static final String CLIENT = "activo-deploy";

  private final Wire wire;
  private final Retries retries;
  private final RegistryAddresses addresses;
  private final Redaction redaction;

  TokenService(Wire wire, Retries retries, RegistryAddresses addresses, Redaction redaction) {
    this.wire = wire;
    this.retries = retries;
    this.addresses = addresses;
    this.redaction = redaction;
  }

  /** A token that is sent until it expires. */
  record Token(Secret value, Instant expires) {}

  /**
   * Fetches a token.
   *
   * @param bearer names the service, its realm
   * @throws DeployException if there is none to be had
   */
  Token fetch(Challenge bearer, Scope scope, Credential credential, String registry) {
    URI realm = realm(bearer, registry);
    String server = realm.getRawAuthority();
    HttpRequest request = request(realm, bearer.parameter("service"), scope, credential.login());
    Instant asked = retries.clock().instant();
    try (Answer answer =
        retries.answer(
            () -> wire.send(request, () -> 0), Retries::passing, e -> Outage.passing(e, true))) {
      if (!answer.ok()) {
        Refusal refusal = new Refusal("a token for " + registry, server, credential);
        throw new DeployException(refusal.problem(answer, Place.of(registry), redaction));
      }
      return token(answer.text(), asked, server);
    } catch (IOException e) {
      throw Outage.of(e, server, Place.of(registry), redaction);
    }
  }

  /** The login is shown to no one but whom the registry named, and never in the open. */
  private URI realm(Challenge bearer, String registry) {
    try {
      URI realm = URI.create(bearer.parameter("realm"));
      if (realm.getHost() != null && addresses.permits(realm)) {
        return realm;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new DeployException(
        Problem.of(
            "the registry sends its users to fetch tokens at an address without TLS or host",
            Place.of(registry),
            "check the registry; name that host too where plain HTTP is allowed"));
  }

  private static HttpRequest request(URI realm, String service, Scope scope, Login login) {
    List<String> query = new ArrayList<>();
    if (!service.isEmpty()) {
      query.add("service=" + encoded(service));
    }
    if (login instanceof Login.IdentityToken identity) {
      query.add("grant_type=refresh_token");
      query.add("client_id=" + CLIENT);
      query.add("scope=" + encoded(String.join(" ", scope.entries())));
      query.add("refresh_token=" + encoded(identity.token().reveal()));
      return HttpRequest.newBuilder(realm)
          .header("Content-Type", "application/x-www-form-urlencoded")
          .header("User-Agent", CLIENT)
          .POST(BodyPublishers.ofString(String.join("&", query)))
          .build();
    }
    scope.entries().forEach(entry -> query.add("scope=" + encoded(entry)));
    String separator = realm.getRawQuery() == null ? "?" : "&";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(realm + separator + String.join("&", query)))
            .header("User-Agent", CLIENT);
    if (login instanceof Login.Password password) {
      request.header("Authorization", Authorization.basic(password));
    }
    return request.build();
  }

  private Token token(String text, Instant asked, String server) {
    Map<String, Object> answer;
    try {
      answer = Json.parseObject(text);
    } catch (UncheckedIOException e) {
      // Its message may hold a part of the token.
      throw unusable(server);
    }
    String value =
        Json.at(answer, "token")
            .or(() -> Json.at(answer, "access_token"))
            .map(Object::toString)
            .filter(Authorization::sendable)
            .orElseThrow(() -> unusable(server));
    redaction.add(value);
    Duration life =
        Json.at(answer, "expires_in")
            .filter(Number.class::isInstance)
            .map(seconds -> ((Number) seconds).longValue())
            .filter(seconds -> seconds > 0 && seconds < LONGEST_LIFE.toSeconds())
            .map(Duration::ofSeconds)
            .orElse(USUAL_LIFE);
    // A tenth less: it must not expire on the way.
    return new Token(Secret.of(value), asked.plus(life.multipliedBy(9).dividedBy(10)));
  }

  private static DeployException unusable(String server) {
    return new DeployException(
        Problem.of(
            "the token service answered without a token", Place.of(server), "see its own log"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
