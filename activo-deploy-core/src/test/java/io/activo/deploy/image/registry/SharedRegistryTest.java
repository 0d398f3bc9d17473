package io.activo.deploy.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ACTIVO_IT_REGISTRY}, which lets everybody in, and its neighbour with a password. */
class SharedRegistryTest {
  private static final String OPEN = variable("ACTIVO_IT_REGISTRY");
  private static final String CLOSED = variable("ACTIVO_IT_REGISTRY_AUTH");

  private final String name = "shared-test-" + UUID.randomUUID();
  private final ImageRegistry client = ImageRegistry.connect(new User(), Set.of());

  private static final class User implements Credentials {
    @Override
    public Credential of(String registry) {
      Secret password = Secret.of(variable("ACTIVO_IT_REGISTRY_PASSWORD"));
      return registry.equals(CLOSED)
          ? new Credential(
              "the test's", new Login.Password(variable("ACTIVO_IT_REGISTRY_USER"), password))
          : Credential.anonymous();
    }

    @Override
    public Set<String> registries() {
      return Set.of();
    }
  }

  private static String variable(String name) {
    return System.getenv().getOrDefault(name, "");
  }

  @BeforeEach
  void needsBoth() {
    boolean there = !OPEN.isEmpty() && !CLOSED.isEmpty();
    String absent = "registry: skipped, ACTIVO_IT_REGISTRY or ACTIVO_IT_REGISTRY_AUTH is not set";
    if (!there
        && List.of(System.getProperty("activo.it.require", "").split(",", -1))
            .contains("registry")) {
      fail(absent);
    }
    if (!there) {
      System.out.println(absent);
    }
    assumeTrue(there, absent);
  }

  @AfterEach
  void closes() {
    client.close();
  }

  private ImageReference in(String registry, String image) {
    return ImageReference.parse(registry + "/" + name + image);
  }

  @Test
  void anArchiveIsPushedCopiedAndTagged() {
    DockerSave archive = new DockerSave().layer("1/layer.tar", RegistryScene.layer(3_000_000));
    Published pushed = client.push(archive.done(), in(OPEN, ":1"), Progress.none());
    Digest digest = pushed.digest();
    for (ImageReference to :
        List.of(in(CLOSED, "/prod:2"), in(OPEN, "/prod:2"), in(OPEN, ":again"))) {
      for (ImageForm form : ImageForm.values()) {
        assertEquals(digest, client.copy(in(OPEN, ":1"), to, form, Progress.none()).digest());
      }
      assertEquals(Optional.of(digest), client.digest(to));
    }
    Published back =
        client.copy(in(CLOSED, "/prod:2"), in(OPEN, "/back:1"), ImageForm.SAME, Progress.none());
    assertEquals(new Published(digest, Optional.empty()), back);
    assertEquals("amd64", client.config(in(OPEN, "/back:1")).orElseThrow().architecture());
  }
}
