package io.activo.deploy.image.registry;

import static io.activo.deploy.image.registry.RegistryScene.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is shown which login, and when a token is fetched. */
class RegistryLoginTest {
  private static final String BEARER =
      "Bearer realm=\"http://%s/token?a=b\",service=\"the service\",scope=\"repository:other:pull\"";

  private final RegistryScene scene;

  RegistryLoginTest() throws IOException {
    scene = new RegistryScene();
  }

  @AfterEach
  void saysNoSecret() {
    scene.close();
  }

  @Test
  void aPasswordIsSentOnlyWhenTheRegistryAsksForIt() {
    Digest digest = scene.image(layer(100));
    scene.from.challenge = "Basic realm=\"r\"";
    scene.from.userAndPassword = "ci:" + RegistryScene.CANARY;
    assertEquals(Optional.of(digest), scene.client.digest(scene.from.image("app:1")));
    assertEquals("null", scene.from.logins.get(0));
    assertTrue(scene.from.logins.get(1).startsWith("Basic "));
  }

  @Test
  void aTokenIsFetchedWithThePasswordForTheScope() {
    scene.to.challenge = BEARER;
    scene.client.tryPush(scene.to.image("prod/app:1"));
    assertEquals(
        List.of("GET a=b&service=the service&scope=repository:prod/app:pull,push"),
        scene.to.tokenRequests);
    assertTrue(scene.to.logins.get(1).startsWith("Basic "));
    assertEquals("Bearer token-1", scene.to.logins.get(2));
  }

  @Test
  void nobodyFetchesATokenWithoutAPassword() {
    scene.login = new Login.Anonymous();
    scene.to.challenge = BEARER;
    scene.client.tryPush(scene.to.image("prod/app:1"));
    assertEquals("null", scene.to.logins.get(1));
  }

  @Test
  void anIdentityTokenIsExchangedByPost() {
    scene.login = new Login.IdentityToken(Secret.of("id-CANARY"));
    scene.to.challenge = BEARER;
    scene.to.tokenAnswer = "{\"access_token\":\"%s\"}";
    scene.client.tryPush(scene.to.image("prod/app:1"));
    String request = scene.to.tokenRequests.get(0);
    assertTrue(request.startsWith("POST a=b"), request);
    assertTrue(request.contains("grant_type=refresh_token"), request);
    assertTrue(request.contains("scope=repository:prod/app:pull,push"), request);
    assertTrue(request.contains("refresh_token=id-CANARY"), request);
  }

  @Test
  void aBearerTokenIsSentAsItIs() {
    scene.login = new Login.BearerToken(Secret.of("own-CANARY"));
    scene.to.tokens.add("own-CANARY");
    scene.to.challenge = BEARER;
    scene.client.tryPush(scene.to.image("prod/app:1"));
    assertEquals(Set.of("Bearer own-CANARY"), Set.copyOf(scene.to.logins));
  }

  @Test
  void aTokenThatCannotBeSentIsToldWithoutIt() {
    scene.login = new Login.BearerToken(Secret.of("own-CANARY\n"));
    String problem = scene.failure(() -> scene.client.digest(scene.to.image("app:1")));
    assertTrue(problem.contains("the token of user 'ci' of the test holds"), problem);
  }

  @Test
  void aTokenServesUntilItExpires() {
    scene.to.challenge = BEARER;
    scene.to.tokenAnswer = "{\"token\":\"%s\",\"expires_in\":300}";
    for (int i = 0; i < 3; i++) {
      scene.client.digest(scene.to.image("app:1"));
      scene.passes(Duration.ofSeconds(100));
    }
    assertEquals(1, scene.to.tokenNumber.get());
    scene.client.digest(scene.to.image("app:1"));
    assertEquals(2, scene.to.tokenNumber.get());
  }

  @Test
  void aTokenWithoutATimeServesForLessThanAMinute() {
    scene.to.challenge = BEARER;
    scene.client.digest(scene.to.image("app:1"));
    scene.passes(Duration.ofSeconds(55));
    scene.client.digest(scene.to.image("app:1"));
    assertEquals(2, scene.to.tokenNumber.get());
  }

  @Test
  void aMountAsksForBothRepositories() throws IOException {
    scene.image(layer(100));
    scene.from.challenge = BEARER;
    scene.client.copy(
        scene.from.image("app:1"), scene.from.image("prod:1"), ImageForm.SAME, Progress.none());
    assertTrue(
        scene.from.tokenRequests.contains(
            "GET a=b&service=the service&scope=repository:app:pull"
                + "&scope=repository:prod:pull,push"),
        scene.from.tokenRequests.toString());
  }

  @Test
  void aRealmInTheOpenGetsNoLogin() {
    scene.to.challenge = "Bearer realm=\"http://tokens.example.com/token\"";
    String problem = scene.failure(() -> scene.client.digest(scene.to.image("app:1")));
    assertTrue(problem.contains("without TLS"), problem);
  }

  @Test
  void aTokenServiceThatRefusesIsToldWithTheSource() {
    scene.to.challenge = BEARER;
    scene.to.fail(
        "GET /token",
        9,
        FakeRegistry.status(401, "{\"details\":\"bad " + RegistryScene.CANARY + "\"}"));
    String problem = scene.failure(() -> scene.client.digest(scene.to.image("app:1")));
    assertTrue(problem.contains("refused a token for " + scene.to.host()), problem);
    assertTrue(problem.contains("401 bad ***"), problem);
    assertTrue(problem.contains("used: user 'ci' of the test"), problem);
  }

  @Test
  void aTokenServiceThatStumblesIsAskedAgain() {
    scene.to.challenge = BEARER;
    scene.to.fail("GET /token", 1, FakeRegistry.status(503, ""));
    scene.client.tryPush(scene.to.image("app:1"));
    assertEquals(1, scene.pauses.size());
  }

  @Test
  void aTokenServiceWithoutATokenIsTold() {
    scene.to.challenge = BEARER;
    scene.to.tokenAnswer = "{\"token\":\"%s";
    String problem = scene.failure(() -> scene.client.digest(scene.to.image("app:1")));
    assertTrue(problem.contains("answered without a token"), problem);
  }

  @Test
  void theLoginDoesNotFollowARedirectToAnotherHost() {
    byte[] layer = layer(100);
    scene.image(layer);
    scene.from.challenge = BEARER;
    try (FakeRegistry storage = new FakeRegistry()) {
      storage.blobs.put("stored@" + Digest.of(layer), layer);
      String there = "http://" + storage.host() + "/v2/stored/blobs/" + Digest.of(layer) + "?sig=1";
      scene.from.fail(
          "GET /v2/app/blobs/" + Digest.of(layer),
          9,
          FakeRegistry.status(307, "", "Location", there));
      scene.copy();
      assertEquals(List.of("null"), storage.logins);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLoginFollowsARedirectWithinTheHost() {
    Digest digest = scene.image(layer(100));
    scene.from.challenge = BEARER;
    scene.from.fail(
        "HEAD /v2/app/manifests/1",
        2,
        FakeRegistry.status(301, "", "Location", "/v2/app/manifests/" + digest));
    assertEquals(Optional.of(digest), scene.client.digest(scene.from.image("app:1")));
    assertTrue(scene.from.logins.get(scene.from.logins.size() - 1).startsWith("Bearer "));
  }

  @Test
  void aRedirectInTheOpenIsNotFollowed() {
    scene.from.fail("", 9, FakeRegistry.status(302, "", "Location", "http://example.com/x"));
    String problem = scene.failure(() -> scene.client.digest(scene.from.image("app:1")));
    assertTrue(problem.contains("302"), problem);
  }

  @Test
  void theRegistryOfTheHubHasAHostOfItsOwn() {
    RegistryAddresses addresses = new RegistryAddresses(Set.of("plain.example.com:8080"));
    assertEquals("https://registry-1.docker.io/v2/", addresses.of("docker.io").toString());
    assertEquals("https://gcr.io/v2/", addresses.of("gcr.io").toString());
    assertEquals("https://plain.example.com/v2/", addresses.of("plain.example.com").toString());
    for (String plain :
        List.of("plain.example.com:8080", "localhost", "127.9.9.9:1", "[::1]:5000")) {
      assertEquals("http://" + plain + "/v2/", addresses.of(plain).toString());
    }
    for (String other : List.of("localhost.example.com", "127.0.0.1.example.com", "[::2]:1")) {
      assertFalse(addresses.of(other).toString().startsWith("http:"), other);
    }
  }

  @Test
  void challengesAreReadAsTheyAreWritten() {
    List<Challenge> read =
        Challenge.parse(
            List.of(
                "Negotiate abc==, Bearer realm=\"https://a/t\",service=\"a, \\\"b\\\"\" , scope=x",
                "BASIC Realm=r, charset=\"UTF-8\"",
                "Odd \u0001"));
    assertEquals(
        List.of("negotiate", "bearer", "basic", "odd"),
        read.stream().map(Challenge::scheme).toList());
    assertEquals("https://a/t", read.get(1).parameter("realm"));
    assertEquals("a, \"b\"", read.get(1).parameter("service"));
    assertEquals("x", read.get(1).parameter("scope"));
    assertEquals("r", read.get(2).parameter("realm"));
  }

  @Test
  void aConfigTellsNoValueOfAVariable() {
    byte[] config =
        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2026-01-01T00:00:00.5Z\",\"config\":{\"Labels\":{\"a\":\"b\"},\"Env\":[\"KEY=CANARY\",\"PATH=/bin\"]}}"
            .getBytes(StandardCharsets.UTF_8);
    ImageConfig read = ImageConfig.read(config, Place.of("app"));
    assertEquals(List.of("KEY", "PATH"), List.copyOf(read.environment()));
    assertEquals("b", read.labels().get("a"));
    scene.told.add(read.toString());
    DeployException failure =
        assertThrows(
            DeployException.class,
            () -> ImageConfig.read("CANARY".getBytes(StandardCharsets.UTF_8), Place.of("app")));
    scene.told.add(failure.toString());
  }
}
