package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.transport.DockerHttpClient;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.credentials.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The engines that tests run on, each given by a variable in the form of {@code DOCKER_HOST}. */
enum RealEngine {
  DOCKER("docker", "DOCKER_HOST"),
  DOCKER29("docker29", "ACTIVO_IT_DOCKER29");

  static final String REGISTRY = System.getenv().getOrDefault("ACTIVO_IT_REGISTRY", "");

  private final String requirement;
  private final String variable;

  RealEngine(String requirement, String variable) {
    this.requirement = requirement;
    this.variable = variable;
  }

  /** An image in the registry; elsewhere, for a test that is skipped. */
  static ImageReference image(String name) {
    return ImageReference.parse((REGISTRY.isEmpty() ? "absent.invalid" : REGISTRY) + "/" + name);
  }

  String host() {
    return System.getenv().getOrDefault(variable, "");
  }

  /**
   * Skips the test, or fails it where the engine is required, when it or the registry is absent.
   */
  void orSkip() {
    boolean there = isThere();
    String absent = requirement + ": skipped, " + variable + " or ACTIVO_IT_REGISTRY is not set";
    String required = System.getProperty("activo.it.require", "");
    if (!there && Arrays.asList(required.split(",")).contains(requirement)) {
      fail(absent);
    }
    if (!there) {
      System.out.println(absent);
    }
    assumeTrue(there, absent);
  }

  private boolean isThere() {
    return !host().isEmpty() && !REGISTRY.isEmpty();
  }

  /** JUnit cleans up after tests that were skipped too. */
  void remove(ImageReference image) {
    if (isThere()) {
      ask(DockerHttpClient.Request.Method.DELETE, "/images/" + image + "?force=1");
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DOCKER_HOST", host());
    return environment;
  }

  ImageEngine connect(Credentials credentials) {
    return ImageEngine.connect(environment(), EngineSettings.none(), credentials);
  }

  EngineAddress address() {
    DockerConfig config = DockerConfig.read(environment());
    return new EngineAddresses(environment(), EngineSettings.none(), config)
        .candidates()
        .get(0)
        .address();
  }

  /** Asks the engine itself, and waits for the answer. */
  void ask(DockerHttpClient.Request.Method method, String path) {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder().method(method).path(path).build();
    try (EngineTransport transport = new EngineTransport(address());
        EngineTransport.Client client = transport.with(EngineTransport.Unlogged.nothing())) {
      client.execute(request).getBody().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
