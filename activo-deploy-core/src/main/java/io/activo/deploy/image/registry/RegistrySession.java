package io.activo.deploy.image.registry;

import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Sends requests to one registry: logs in when asked, follows redirects, tries again. The login
 * goes to the registry's own scheme, host and port alone.
 */
final class RegistrySession {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> SAME_METHOD = Set.of(307, 308);

  private final URI base;
  private final Wire wire;
  private final Retries retries;
  private final RegistryAddresses addresses;
  private final Authorization authorization;
  private final Redaction redaction;
  private volatile boolean answered;

  RegistrySession(String domain, Settings settings) {
    this.base = settings.addresses().of(domain);
    this.wire = settings.wire();
    this.retries = settings.retries();
    this.addresses = settings.addresses();
    this.redaction = settings.redaction();
    TokenService tokens = new TokenService(wire, retries, addresses, redaction);
    this.authorization =
        new Authorization(
            domain, settings.credentials(), tokens, redaction, settings.retries().clock());
  }

  /** The root of the API, ending in {@code /v2/}. */
  URI base() {
    return base;
  }

  /** Host and port. */
  String server() {
    return base.getRawAuthority();
  }

  Credential credential() {
    return authorization.credential();
  }

  /**
   * Sends a request, and again as long as the failure may pass.
   *
   * @param where what it is about
   * @return the answer, whatever its status
   * @throws DeployException if none comes
   */
  Answer send(Call call, Place where) {
    try {
      return retried(() -> once(call), Retries::passing);
    } catch (IOException e) {
      throw outage(e, where);
    }
  }

  /** Does something that sends several requests, and all of it again where that may help. */
  Answer retried(Retries.Attempt attempt, IntPredicate passing) throws IOException {
    return retries.answer(attempt, passing, e -> Outage.passing(e, answered));
  }

  DeployException outage(IOException failure, Place where) {
    return Outage.of(failure, server(), where, redaction);
  }

  DeployException refusal(String deed, Answer answer, Place where) {
    try (answer) {
      Refusal refusal = new Refusal(deed, server(), credential());
      return new DeployException(refusal.problem(answer, where, redaction));
    }
  }

  /**
   * Sends a request once, twice if the first answer asks for a login or a newer token. Where the
   * body cannot be sent again, the answer is 401 and the next request has the newer token.
   */
  Answer once(Call call) throws IOException {
    Optional<String> first = authorization.header(call.scope());
    Answer answer = follow(call, first);
    if (answer.status() != 401 || !isOwn(answer.uri())) {
      return answer;
    }
    Optional<String> second = authorization.renewed(answer.challenges(), call.scope(), first);
    if (second.equals(first) || !call.payload().repeatable()) {
      return answer;
    }
    answer.close();
    return follow(call, second);
  }

  private Answer follow(Call call, Optional<String> login) throws IOException {
    URI uri = call.uri();
    for (int redirects = 0; ; redirects++) {
      Optional<String> shown = isOwn(uri) ? login : Optional.empty();
      Answer answer = wire.send(request(call, uri, shown), call.payload().sent());
      answered = true;
      Optional<URI> next = redirect(call, answer);
      if (next.isEmpty() || redirects == MOST_REDIRECTS) {
        return answer;
      }
      answer.close();
      uri = next.get();
    }
  }

  private boolean isOwn(URI uri) {
    return Origin.of(uri).equals(Origin.of(base));
  }

  private Optional<URI> redirect(Call call, Answer answer) {
    boolean followed =
        call.reads()
            ? REDIRECTS.contains(answer.status())
            : SAME_METHOD.contains(answer.status()) && call.payload().repeatable();
    return followed ? location(answer) : Optional.empty();
  }

  /**
   * The address of the header {@code Location}, which may be relative; empty where it is none that
   * may be gone to.
   */
  Optional<URI> location(Answer answer) {
    try {
      return answer
          .header("Location")
          .map(location -> answer.uri().resolve(location))
          .filter(uri -> uri.getHost() != null && addresses.permits(uri));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static HttpRequest request(Call call, URI uri, Optional<String> login) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(call.method(), call.payload().publisher())
            .header("User-Agent", "activo-deploy");
    call.headers().forEach(request::header);
    login.ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }
}
