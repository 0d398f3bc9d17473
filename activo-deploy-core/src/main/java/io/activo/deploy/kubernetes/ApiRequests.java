package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends requests to the API server, again where that may help. */
final class ApiRequests implements AutoCloseable {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

  private final ClusterConnection connection;
  private final Retries retries;
  private volatile boolean answeredOnce;

  /** The webhooks for which a request has waited in vain; others do not wait for them again. */
  private final Set<String> deadWebhooks = ConcurrentHashMap.newKeySet();

  ApiRequests(ClusterConnection connection, Retries retries) {
    this.connection = connection;
    this.retries = retries;
  }

  /**
   * Sends a request, and again as long as the failure may pass. To a server that has answered
   * before, the time allowed counts from the first failure: a connection that broke without notice
   * is found out only after a while.
   *
   * @return the answer, whatever its status
   * @throws DeployException if the server cannot be reached
   */
  ApiAnswer send(ApiRequest request) {
    Instant begun = retries.clock().instant();
    LostAnswer lost = new LostAnswer();
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(request, lost);
      begun = attempt == 1 && answeredOnce ? retries.clock().instant() : begun;
      Optional<Duration> wait =
          outcome.passing() && outcome.webhook().filter(deadWebhooks::contains).isEmpty()
              ? retries.next(attempt, begun, allowed(), outcome.retryAfter())
              : Optional.empty();
      if (wait.isEmpty()) {
        outcome.webhook().ifPresent(deadWebhooks::add);
        return outcome.answer(connection, attempt).after(lost);
      }
      retries.pause().accept(wait.get());
    }
  }

  /**
   * Sends a request and refuses any answer but a success or 404.
   *
   * @throws DeployException if the server cannot be reached or refuses
   */
  ApiAnswer get(ApiRequest request, Subject subject) {
    ApiAnswer answer = send(request);
    return answer.code() == 404 ? answer : accepted(answer, subject);
  }

  /** Sends a request once, for what is good to know but not needed. */
  Optional<ApiAnswer> once(ApiRequest request) {
    return attempt(request, new LostAnswer()) instanceof Answered answered && answered.given().ok()
        ? Optional.of(answered.given())
        : Optional.empty();
  }

  /**
   * The answer, if it is a success.
   *
   * @throws Forbidden if the server says 403
   * @throws NoNamespace if the server has no such namespace
   * @throws NoDryRun if a webhook keeps the server from answering a dry run
   * @throws DeployException saying why the server refused
   */
  ApiAnswer accepted(ApiAnswer answer, Subject subject) {
    if (answer.ok()) {
      return answer;
    }
    throw refusal(answer, subject).failure();
  }

  /** Why the server refused, for the reader. */
  Problem problem(ApiAnswer answer, Subject subject) {
    return refusal(answer, subject).problem();
  }

  private Refusal refusal(ApiAnswer answer, Subject subject) {
    return new Refusal(answer, subject, connection.user());
  }

  @Override
  public void close() {
    connection.close();
  }

  private Duration allowed() {
    return answeredOnce ? Retries.KNOWN_SERVER : Retries.UNKNOWN_SERVER;
  }

  /** One attempt, made twice where the credentials ended and newer ones could be had. */
  private Outcome attempt(ApiRequest request, LostAnswer lost) {
    ApiClient client = connection.client();
    Outcome outcome = attempt(client, request, lost);
    return outcome.unauthorized() && connection.renew(client)
        ? attempt(connection.client(), request, lost)
        : outcome;
  }

  private Outcome attempt(ApiClient client, ApiRequest request, LostAnswer lost) {
    Request http = http(client, request).newBuilder().tag(LostAnswer.class, lost).build();
    try (Response response = client.getHttpClient().newCall(http).execute()) {
      Answered answered = new Answered(read(response, lost), request.isForOneVersion());
      answeredOnce = true;
      lost.note(answered.given());
      return answered;
    } catch (IOException e) {
      return new Broken(e);
    }
  }

  private static ApiAnswer read(Response response, LostAnswer lost) throws IOException {
    Optional<Duration> retryAfter =
        Optional.ofNullable(response.header("Retry-After"))
            .filter(text -> SECONDS.matcher(text).matches())
            .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    return new ApiAnswer(
        response.code(), response.headers("Warning"), retryAfter, body(response, lost), false);
  }

  private static String body(Response response, LostAnswer lost) throws IOException {
    try {
      return response.body().string();
    } catch (IOException e) {
      lost.note();
      throw e;
    }
  }

  private static Request http(ApiClient client, ApiRequest request) {
    Request.Builder http = new Request.Builder().url(url(client.getBasePath(), request));
    http.header("Accept", "application/json");
    http.header("User-Agent", Cluster.FIELD_MANAGER);
    credentials(client).forEach((name, value) -> http.header(name, sendable(value)));
    request.body().ifPresent(body -> http.method(body.method(), content(body)));
    return http.build();
  }

  private static RequestBody content(ApiRequest.Body body) {
    return RequestBody.create(
        body.text().getBytes(StandardCharsets.UTF_8), MediaType.get(body.type()));
  }

  private static HttpUrl url(String server, ApiRequest request) {
    HttpUrl.Builder url = HttpUrl.get(server).newBuilder();
    request.path().forEach(url::addPathSegment);
    request.query().forEach(url::addQueryParameter);
    return url.build();
  }

  /** A token from a file often ends in a line break. */
  private static String sendable(String credentials) {
    String value = credentials.strip();
    if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new DeployException(
          Problem.of(
              "the cluster's token holds a character that cannot be sent",
              "check it for line breaks and letters that are not ASCII"));
    }
    return value;
  }

  /** The client keeps bearer tokens and passwords under this one name. */
  private static Map<String, String> credentials(ApiClient client) {
    Map<String, String> headers = new HashMap<>();
    try {
      client.updateParamsForAuth(
          new String[] {"BearerToken"},
          new ArrayList<>(),
          headers,
          new HashMap<>(),
          "",
          "GET",
          HttpUrl.get(client.getBasePath()).uri());
    } catch (ApiException e) {
      throw new AssertionError("reading a token that is at hand cannot fail", e);
    }
    return headers;
  }

  /** How one attempt ended. */
  private sealed interface Outcome {
    boolean passing();

    boolean unauthorized();

    Optional<Duration> retryAfter();

    /** The webhook that does not answer, where that is the failure. */
    Optional<String> webhook();

    ApiAnswer answer(ClusterConnection connection, int attempts);
  }

  private record Answered(ApiAnswer given, boolean forOneVersion) implements Outcome {
    @Override
    public boolean passing() {
      return given.passing() && !(forOneVersion && given.code() == 409);
    }

    @Override
    public boolean unauthorized() {
      return given.code() == 401;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return given.retryAfter();
    }

    @Override
    public Optional<String> webhook() {
      return given.unansweringWebhook();
    }

    @Override
    public ApiAnswer answer(ClusterConnection connection, int attempts) {
      return given;
    }
  }

  private record Broken(IOException reason) implements Outcome {
    @Override
    public boolean passing() {
      return Unreachable.passing(reason);
    }

    @Override
    public boolean unauthorized() {
      return false;
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.empty();
    }

    @Override
    public Optional<String> webhook() {
      return Optional.empty();
    }

    @Override
    public ApiAnswer answer(ClusterConnection connection, int attempts) {
      throw new DeployException(Unreachable.problem(reason, connection.server(), attempts), reason);
    }
  }
}
