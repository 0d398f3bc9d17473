package io.activo.deploy.image.registry;

import static io.activo.deploy.image.registry.FakeRegistry.reset;
import static io.activo.deploy.image.registry.FakeRegistry.status;
import static io.activo.deploy.image.registry.RegistryScene.CANARY;
import static io.activo.deploy.image.registry.RegistryScene.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry that fails: pushed in the end, or a clear error; no secret in anything said. */
class RegistryFaultsTest {
  private static final String DENIED =
      "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not with " + CANARY + "\"}]}";

  private final RegistryScene scene;

  RegistryFaultsTest() throws IOException {
    scene = new RegistryScene();
  }

  @AfterEach
  void saysNoSecret() {
    scene.close();
  }

  private void pushedInTheEnd(Digest digest) {
    assertEquals(digest, scene.copy().digest());
    assertTrue(scene.to.manifests.containsKey("prod/app@2"));
    assertEquals(4, scene.to.uploaded.size());
  }

  @ParameterizedTest
  @CsvSource({"PATCH, 500", "PATCH, 429", "PUT /v2/prod/app/blobs, 502", "POST, 503", "HEAD, 408"})
  void aFaultOnTheThirdBlobIsTriedAgain(String request, int status) {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(40_000));
    scene.to.fail(request, 2, 1, status(status, "busy"));
    pushedInTheEnd(digest);
    assertEquals(List.of(Duration.ofMillis(500)), scene.pauses);
  }

  @ParameterizedTest
  @CsvSource({"7, PT7S", "9999, PT1M", "'Thu, 01 Jan 2026 00:00:30 GMT', PT30S", "soon, PT0.5S"})
  void waitsAsLongAsTheRegistryAsksWithinAMinute(String retryAfter, Duration wait) {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(40_000));
    scene.to.fail("PATCH", 2, 1, status(429, "", "Retry-After", retryAfter));
    pushedInTheEnd(digest);
    assertEquals(List.of(wait), scene.pauses);
  }

  @Test
  void anUploadThatIsResetBeginsAnew() {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(5_000_000));
    scene.to.fail("PATCH", 2, 1, reset());
    pushedInTheEnd(digest);
    assertEquals(5, scene.to.count("POST"));
  }

  @Test
  void aDownloadThatBreaksOffBeginsAnew() {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(900_000));
    scene.from.fail(
        "GET /v2/app/blobs",
        3,
        1,
        exchange -> {
          exchange.sendResponseHeaders(200, 900_000);
          exchange.getResponseBody().write(new byte[300_000]);
          exchange.close();
          return true;
        });
    pushedInTheEnd(digest);
  }

  @Test
  void anUploadThatTheRegistryLostBeginsAnew() {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(40_000));
    scene.to.fail(
        "PUT /v2/prod/app/blobs",
        1,
        status(404, "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}"));
    pushedInTheEnd(digest);
  }

  @Test
  void aTokenThatExpiresInMidPushIsFetchedAnew() {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(40_000));
    scene.to.challenge = "Bearer realm=\"http://%1$s/token\",service=\"s\"";
    scene.to.fail(
        "PATCH",
        2,
        1,
        exchange -> {
          scene.to.tokens.clear();
          return false;
        });
    pushedInTheEnd(digest);
    assertTrue(scene.to.tokenNumber.get() >= 2);
  }

  @Test
  void aSilentRegistryIsGivenUp() {
    scene.silence(Duration.ofMillis(100));
    scene.to.fail("POST", 100, exchange -> waits(exchange.getRequestURI().getPath()));
    String problem = scene.failure(() -> scene.client.tryPush(scene.to.image("prod/app:2")));
    assertTrue(problem.contains("did not answer in time"), problem);
    assertEquals(6, scene.to.count("POST"));
  }

  @Test
  void aDownloadThatGoesSilentIsTriedAgain() {
    Digest digest = scene.image(layer(20_000), layer(30_000), layer(900_000));
    scene.silence(Duration.ofMillis(300));
    scene.from.fail(
        "GET /v2/app/blobs",
        3,
        1,
        exchange -> {
          exchange.sendResponseHeaders(200, 900_000);
          exchange.getResponseBody().write(new byte[300_000]);
          exchange.getResponseBody().flush();
          return waits("");
        });
    pushedInTheEnd(digest);
  }

  /** Until the server is stopped. */
  private static boolean waits(String path) throws IOException {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException(path);
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "404"})
  void aRefusalIsNotTriedAgain(int status) {
    scene.image(layer(20_000));
    scene.to.fail("POST", 100, status(status, DENIED));
    String problem = scene.failure(scene::copy);
    assertTrue(problem.contains("refused the push: " + status + " DENIED: not with ***"), problem);
    assertTrue(problem.startsWith(scene.to.image("prod/app:2").toString()), problem);
    assertEquals(status != 404, problem.contains("used: user 'ci' of the test"), problem);
    assertEquals(List.of(), scene.pauses);
    assertEquals(Optional.empty(), scene.client.digest(scene.to.image("prod/app:2")));
  }

  @Test
  void aRegistryThatFailsForeverIsGivenUp() {
    scene.image(layer(20_000));
    scene.to.fail("PATCH", 100, status(500, "<html>" + CANARY));
    String problem = scene.failure(scene::copy);
    assertTrue(problem.contains("refused the push of a layer: 500; try again later"), problem);
    assertEquals(List.of("PT0.5S", "PT1S", "PT2S", "PT4S", "PT8S"), firstFive());
  }

  private List<String> firstFive() {
    return scene.pauses.stream().distinct().map(Duration::toString).toList();
  }

  @Test
  void aPasswordThatIsWrongForeverIsToldOnce() {
    scene.image(layer(20_000));
    scene.to.challenge = "Basic realm=\"r\"";
    String problem = scene.failure(() -> scene.client.tryPush(scene.to.image("prod/app:2")));
    assertTrue(problem.contains("401 UNAUTHORIZED: no entry for Basic ***"), problem);
    assertTrue(problem.contains("right and have not expired"), problem);
    assertEquals(2, scene.to.requests.size());
  }

  @Test
  void aManifestThatCannotBeReadBackIsAnError() {
    Digest digest = scene.image(layer(20_000));
    scene.to.fail("HEAD /v2/prod/app/manifests/sha256", 100, status(404, ""));
    scene.to.fail("GET /v2/prod/app/manifests/sha256", 100, status(404, ""));
    String problem = scene.failure(scene::copy);
    assertTrue(problem.contains("does not give " + digest + " back"), problem);
  }

  @Test
  void aManifestThatNeedsAMomentIsWaitedFor() {
    Digest digest = scene.image(layer(20_000));
    scene.to.fail("HEAD /v2/prod/app/manifests/sha256", 1, 2, status(404, ""));
    assertEquals(digest, scene.copy().digest());
    assertEquals(2, scene.pauses.size());
  }

  @Test
  void aLayerWithOtherContentIsNotPushed() {
    byte[] layer = layer(20_000);
    scene.image(layer);
    scene.from.blobs.put("app@" + Digest.of(layer), layer(20_001));
    String problem = scene.failure(scene::copy);
    assertTrue(problem.contains(Digest.of(layer) + " has more than 20000 bytes"), problem);
    scene.from.blobs.put("app@" + Digest.of(layer), new byte[20_000]);
    assertTrue(scene.failure(scene::copy).contains("has another digest"));
    assertTrue(scene.to.manifests.isEmpty());
  }

  @Test
  void aManifestWithOtherContentIsRefused() {
    Digest digest = scene.image(layer(20_000));
    scene.from.manifests.put("app@" + digest, "{}".getBytes(StandardCharsets.UTF_8));
    ImageReference exact = ImageReference.parse(scene.from.image("app") + "@" + digest);
    String problem =
        scene.failure(
            () -> scene.client.copy(exact, scene.to.image("a:1"), ImageForm.SAME, Progress.none()));
    assertTrue(problem.contains("has another digest"), problem);
  }

  @Test
  void nobodyAtThePortIsUnreachable() {
    scene.to.close();
    assertThrows(Unreachable.class, () -> scene.client.tryPush(scene.to.image("prod/app:2")));
    assertEquals(List.of(), scene.pauses);
  }

  @Test
  void aRegistryWhoseNameIsNoHostIsTold() {
    String problem = scene.failure(() -> scene.client.digest(ImageReference.parse("127.1/app:1")));
    assertTrue(problem.contains("name is no host"), problem);
  }

  @Test
  void anUnknownNameIsUnreachable() {
    Unreachable failure =
        assertThrows(
            Unreachable.class,
            () -> scene.client.digest(ImageReference.parse("nowhere.invalid/app:1")));
    assertTrue(failure.toString().contains("is not known"), failure.toString());
  }

  @Test
  void nonsenseInPlaceOfHttpIsToldWithoutRepeatingSecrets() {
    scene.to.fail(
        "",
        100,
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://[" + CANARY);
          exchange.sendResponseHeaders(307, -1);
          return true;
        });
    String problem = scene.failure(() -> scene.client.digest(scene.to.image("app:1")));
    assertTrue(problem.contains("refused to read the image: 307"), problem);
  }
}
