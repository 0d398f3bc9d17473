package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushes by each real engine to a real registry that does harm to the third blob. */
@ParameterizedClass
@EnumSource(RealEngine.class)
class RegistryFaultTest {
  private static final int ALWAYS = 1000;
  private static final String MANIFESTS =
      "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.manifest.v1+json";

  private final String name = "fault-test-" + UUID.randomUUID();
  private final List<Duration> waits = new ArrayList<>();
  private final RealEngine real;

  @TempDir Path folder;

  RegistryFaultTest(RealEngine real) {
    this.real = real;
  }

  @BeforeEach
  void needsAnEngineAndARegistry() {
    real.orSkip();
  }

  @Test
  void aBadGatewayPasses() throws Exception {
    pushed(FaultyRegistry.status(502));
  }

  @Test
  void anErrorOfTheServerPasses() throws Exception {
    pushed(FaultyRegistry.status(500));
  }

  @Test
  void tooManyRequestsPass() throws Exception {
    pushed(FaultyRegistry.status(429));
  }

  @Test
  void aResetPasses() throws Exception {
    pushed(FaultyRegistry.reset());
  }

  @Test
  void aRefusalAmidThePushIsToldWithItsSource() throws Exception {
    try (FaultyRegistry registry = faulty(FaultyRegistry.status(401), ALWAYS)) {
      Credentials credentials = FixedCredentials.password(registry.host(), "ci", "canary-password");
      DeployException failure =
          assertThrows(DeployException.class, () -> push(registry, credentials));
      Problem problem = failure.problems().get(0);
      assertEquals(List.of("used: user 'ci'"), problem.detail(), problem.toString());
      assertTrue(!failure.toString().contains("canary"), failure.toString());
      assertEquals(List.of(), waits);
    }
  }

  @Test
  void aTokenThatExpiresAmidThePushIsReplaced() throws Exception {
    AtomicInteger number = new AtomicInteger();
    Credentials renewed =
        new Credentials() {
          @Override
          public Credential of(String registry) {
            Secret token = Secret.of("token" + number.incrementAndGet());
            return new Credential("a token", new Login.Password("oauth2accesstoken", token));
          }

          @Override
          public Set<String> registries() {
            return Set.of();
          }
        };
    try (FaultyRegistry registry = faulty(FaultyRegistry.status(401), 1)) {
      assertIsThere(push(registry, renewed));
    }
  }

  private void pushed(FaultyRegistry.Fault fault) throws Exception {
    try (FaultyRegistry registry = faulty(fault, 1)) {
      assertIsThere(push(registry, Credentials.none()));
    }
  }

  private static FaultyRegistry faulty(FaultyRegistry.Fault fault, int times) throws Exception {
    return new FaultyRegistry(RealEngine.REGISTRY, fault, times);
  }

  /** The registry itself has the manifest, and every layer that it names. */
  private void assertIsThere(Published published) throws Exception {
    String path = "http://" + RealEngine.REGISTRY + "/v2/" + name;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(path + "/manifests/" + published.digest()))
            .header("Accept", MANIFESTS)
            .build();
    HttpResponse<String> manifest =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, manifest.statusCode(), manifest.body());
  }

  private Published push(FaultyRegistry registry, Credentials credentials) throws Exception {
    ImageReference image = ImageReference.parse(registry.host() + "/" + name + ":1");
    Random random = new Random();
    StringBuilder dockerfile = new StringBuilder("FROM scratch\n");
    for (String file : List.of("a", "b", "c", "d")) {
      byte[] bytes = new byte[300_000];
      random.nextBytes(bytes);
      Files.write(folder.resolve(file), bytes);
      dockerfile.append("COPY ").append(file).append(" /\n");
    }
    Files.writeString(folder.resolve("Dockerfile"), dockerfile);
    try (ImageEngine engine = real.connect(Credentials.none());
        EngineTransport transport = new EngineTransport(real.address())) {
      engine.build(
          new ImageBuild(image, new BuildContext(folder, folder.resolve("Dockerfile"), Map.of())),
          Progress.none());
      return new EnginePush(new EngineCommands(transport), credentials, new PushRetries(waits::add))
          .run(image, Progress.none());
    } finally {
      real.ask(DockerHttpClient.Request.Method.DELETE, "/images/" + image + "?force=1");
    }
  }
}
