package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePushTest {
  private static final ImageReference IMAGE = ImageReference.parse("gcr.io/p/app:1");
  private static final String OLD = "sha256:" + "a".repeat(64);
  private static final String NEW = "sha256:" + "b".repeat(64);
  private static final String PUSHED = "{\"aux\":{\"Tag\":\"1\",\"Digest\":\"" + NEW + "\"}}\n";

  private final List<Duration> waits = new ArrayList<>();
  private FakeEngine fake;

  @BeforeEach
  void starts() throws Exception {
    fake = new FakeEngine();
  }

  @AfterEach
  void stops() {
    fake.close();
  }

  @Test
  void tellsWhatTheTagWasBefore() {
    fake.answer("/distribution", 200, descriptor(OLD))
        .answer("/distribution", 200, descriptor(NEW));
    fake.answer("/push", 200, PUSHED);
    Published published = push(Credentials.none());
    assertEquals("tag moved from " + OLD, published.change());
    assertEquals(NEW, published.digest().toString());
    assertEquals(
        "/distribution/gcr.io/p/app@" + NEW + "/json", fake.asked("/distribution").get(1).path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "received unexpected HTTP status: 500 Internal Server Error",
        "unexpected status from PUT request to http://h:5000/v2/a/blobs: 503 Service Unavailable",
        "error parsing HTTP 502 response body: invalid character '<'",
        "Put \"http://h/v2/\": write: connection reset by peer",
        "net/http: TLS handshake timeout",
        "unexpected EOF",
        "toomanyrequests: denied for now",
      })
  void triesAgainWhatPasses(String message) {
    absentBefore();
    fake.answer("/push", 200, error(message)).answer("/push", 200, error(message));
    fake.answer("/push", 200, PUSHED);
    assertEquals("pushed", push(Credentials.none()).change());
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), waits);
  }

  @Test
  void waitsAsLongAsTheRegistryAsks() {
    absentBefore();
    fake.answer("/push", 200, error("toomanyrequests: Rate exceeded, retry-after: 7s, allowed: 1"));
    fake.answer("/push", 200, PUSHED);
    push(Credentials.none());
    assertEquals(List.of(Duration.ofSeconds(7)), waits);
  }

  @Test
  void givesUpAfterFiveAttempts() {
    fake.answer("/push", 200, error("502 Bad Gateway"));
    Problem problem = problem(Credentials.none());
    assertTrue(problem.what().contains("502 Bad Gateway"), problem.toString());
    assertEquals(5, fake.asked("/push").size());
    assertEquals(4, waits.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unauthorized: authentication required",
        "denied: requested access to the resource is denied",
        "unexpected status from HEAD request to http://h:5000/v2/: 403 Forbidden",
        "name unknown: The repository does not exist",
        "server message: 404 Not Found",
      })
  void doesNotTryARefusalAgain(String message) {
    fake.answer("/push", 200, error(message));
    Problem problem = problem(FixedCredentials.password("gcr.io", "ci", "canary-password"));
    assertTrue(problem.what().contains(message), problem.toString());
    assertEquals(1, fake.asked("/push").size());
    assertEquals(List.of(), waits);
  }

  @Test
  void aRefusedCredentialThatWasRenewedGetsOneMoreChance() {
    absentBefore();
    fake.answer("/push", 200, error("unauthorized: token expired")).answer("/push", 200, PUSHED);
    push(renewed());
    List<FakeEngine.Asked> pushes = fake.asked("/push");
    assertEquals(2, pushes.size());
    assertTrue(
        !pushes.get(0).decoded("X-Registry-Auth").equals(pushes.get(1).decoded("X-Registry-Auth")));
    assertEquals(List.of(), waits);
  }

  @Test
  void oneMoreChanceAndNoMore() {
    fake.answer("/push", 200, error("unauthorized: token expired"));
    problem(renewed());
    assertEquals(2, fake.asked("/push").size());
  }

  /** Another token each time. */
  private static Credentials renewed() {
    AtomicInteger number = new AtomicInteger();
    return new Credentials() {
      @Override
      public Credential of(String registry) {
        Secret token = Secret.of("token-" + number.incrementAndGet());
        return new Credential("a token", new Login.BearerToken(token));
      }

      @Override
      public Set<String> registries() {
        return Set.of();
      }
    };
  }

  @Test
  void isNotDoneWithoutTheManifest() {
    fake.answer("/distribution", 404, "{\"message\":\"manifest unknown\"}");
    fake.answer("/push", 200, PUSHED);
    Problem problem = problem(Credentials.none());
    assertEquals("pushed, but its manifest cannot be read: manifest unknown", problem.what());
  }

  @Test
  void aManifestThatIsGivenOnlyByTagIsEnoughWhenItIsTheSame() {
    fake.answer("app@" + NEW, 404, "{\"message\":\"manifest unknown\"}");
    fake.answer("app:1/json", 404, "{}").answer("app:1/json", 200, descriptor(NEW));
    fake.answer("/push", 200, PUSHED);
    assertEquals(NEW, push(Credentials.none()).digest().toString());
  }

  @Test
  void aTagThatIsAnothersDoesNotProveThePush() {
    fake.answer("app@" + NEW, 404, "{\"message\":\"manifest unknown\"}");
    fake.answer("app:1/json", 200, descriptor(OLD));
    fake.answer("/push", 200, PUSHED);
    problem(Credentials.none());
  }

  @Test
  void aStreamThatOnlyEndsIsNoPush() {
    fake.answer("/push", 200, "{\"status\":\"Pushed\",\"id\":\"1\"}\n");
    assertTrue(problem(Credentials.none()).what().endsWith("and without a digest"));
  }

  @Test
  void tellsTheLayerThatItIsAt() {
    absentBefore();
    fake.answer(
        "/push",
        200,
        "{\"status\":\"Pushing\",\"id\":\"abc\",\"progressDetail\":{\"current\":1000000,\"total\":4000000}}\n"
            + PUSHED);
    List<String> states = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void line(String text) {}

          @Override
          public void status(String text) {
            states.add(text);
          }
        };
    push(Credentials.none(), progress);
    assertEquals(
        List.of("pushing 0 of 1 layers, 1.0 of 4.0 MB; abc pushing 1.0 of 4.0 MB"), states);
  }

  private void absentBefore() {
    fake.answer("app:1/json", 404, "{\"message\":\"manifest unknown\"}");
    fake.answer("app@", 200, descriptor(NEW));
  }

  private Problem problem(Credentials credentials) {
    DeployException failure = assertThrows(DeployException.class, () -> push(credentials));
    assertTrue(!failure.toString().contains("canary"), failure.toString());
    return failure.problems().get(0);
  }

  private Published push(Credentials credentials) {
    return push(credentials, Progress.none());
  }

  private Published push(Credentials credentials, Progress progress) {
    try (EngineTransport transport = new EngineTransport(fake.address())) {
      return new EnginePush(new EngineCommands(transport), credentials, new PushRetries(waits::add))
          .run(IMAGE, progress);
    }
  }

  private static String descriptor(String digest) {
    return Json.print(Map.of("Descriptor", Map.of("digest", digest)));
  }

  private static String error(String message) {
    return Json.print(Map.of("error", message, "errorDetail", Map.of("message", message))) + "\n";
  }
}
