package io.activo.deploy.image.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries of Debian's docker-registry, each with a password. */
class RealRegistryTest {
  private static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"n\":%d}";

  @TempDir Path folder;
  private RealRegistry one;
  private RealRegistry two;
  private ImageRegistry client;
  private String password = RealRegistry.PASSWORD;

  @BeforeEach
  void startsBoth() throws IOException {
    one = RealRegistry.start(Files.createDirectory(folder.resolve("one")));
    two = RealRegistry.start(Files.createDirectory(folder.resolve("two")));
    client = ImageRegistry.connect(new Ci(), Set.of());
  }

  @AfterEach
  void stopsBoth() {
    client.close();
    one.close();
    two.close();
  }

  private final class Ci implements Credentials {
    @Override
    public Credential of(String registry) {
      return new Credential("user 'ci'", new Login.Password("ci", Secret.of(password)));
    }

    @Override
    public Set<String> registries() {
      return Set.of();
    }
  }

  private static ImageReference in(RealRegistry registry, String name) {
    return ImageReference.parse(registry.host() + "/" + name);
  }

  private Repository repository(ImageReference image) {
    Settings settings =
        new Settings(
            new Ci(),
            new RegistryAddresses(Set.of()),
            new Wire(Wire.SILENCE),
            Retries.real(),
            new Redaction());
    return Repository.written(new RegistrySession(image.domain(), settings), image);
  }

  private static Descriptor blob(Repository repository, String type, byte[] content) {
    Descriptor blob = new Descriptor(type, Digest.of(content), content.length);
    BlobSource source =
        new BlobSource() {
          @Override
          public InputStream open(Descriptor wanted) {
            return new ByteArrayInputStream(content);
          }

          @Override
          public Place where() {
            return repository.where();
          }

          @Override
          public DeployException failure(IOException failure) {
            return repository.failure(failure);
          }
        };
    new BlobTransfer(source, repository, moved -> {}).copy(blob);
    return blob;
  }

  /** An OCI image with one layer. */
  private static Manifest image(Repository repository, int number, int size) {
    byte[] config = CONFIG.formatted(number).getBytes(StandardCharsets.UTF_8);
    Descriptor first = blob(repository, MediaTypes.OCI_CONFIG, config);
    String type = "application/vnd.oci.image.layer.v1.tar+gzip";
    Descriptor layer = blob(repository, type, RegistryScene.layer(size));
    return manifest(
        MediaTypes.OCI_MANIFEST,
        "\"config\":" + json(first, "") + ",\"layers\":[" + json(layer, "") + "]");
  }

  private static String json(Descriptor blob, String more) {
    return FakeRegistry.descriptor(blob.mediaType(), blob.digest(), blob.size(), more);
  }

  private static Manifest manifest(String type, String content) {
    String text = "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\"," + content + "}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Manifest.read(Digest.of(bytes), bytes, type, Place.of("a test"));
  }

  private Digest pushed(ImageReference reference) {
    Repository repository = repository(reference);
    Manifest manifest = image(repository, 1, 5_000_000);
    repository.put(manifest, reference.tag().orElseThrow());
    return manifest.digest();
  }

  @Test
  void anImageIsCopiedBetweenRegistries() {
    Digest digest = pushed(in(one, "app:1"));
    Published published =
        client.copy(in(one, "app:1"), in(two, "prod/app:2"), ImageForm.SAME, Progress.none());
    assertEquals(new Published(digest, Optional.empty()), published);
    assertEquals(Optional.of(digest), client.digest(in(two, "prod/app:2")));
    assertEquals("linux", client.config(in(two, "prod/app:2")).orElseThrow().os());
  }

  @Test
  void anImageIsMountedAndRetaggedWithinARegistry() {
    Digest digest = pushed(in(one, "app:1"));
    client.copy(in(one, "app:1"), in(one, "prod/app:1"), ImageForm.SAME, Progress.none());
    client.copy(in(one, "prod/app:1"), in(one, "prod/app:2"), ImageForm.SAME, Progress.none());
    assertEquals(Optional.of(digest), client.digest(in(one, "prod/app:2")));
  }

  @Test
  void anIndexIsCopiedWholeAndReducedForHeroku() {
    Repository repository = repository(in(one, "app:1"));
    Manifest first = image(repository, 1, 100_000);
    Manifest second = image(repository, 2, 200_000);
    repository.put(first, first.digest().value());
    repository.put(second, second.digest().value());
    Manifest index =
        manifest(
            MediaTypes.OCI_INDEX,
            "\"manifests\":[" + child(first, "arm64") + "," + child(second, "amd64") + "]");
    repository.put(index, "1");
    client.copy(in(one, "app:1"), in(two, "app:1"), ImageForm.SAME, Progress.none());
    assertEquals(Optional.of(index.digest()), client.digest(in(two, "app:1")));
    client.copy(in(one, "app:1"), in(two, "fit:1"), ImageForm.HEROKU, Progress.none());
    Manifest fit = repository(in(two, "fit:1")).existingManifest();
    assertEquals(MediaTypes.DOCKER_MANIFEST, fit.mediaType());
    assertEquals(second.layers().get(0).digest(), fit.layers().get(0).digest());
    assertEquals(Optional.of(fit.digest()), client.digest(in(two, "fit:1")));
  }

  private static String child(Manifest manifest, String cpu) {
    String platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + cpu + "\"}";
    Descriptor child =
        new Descriptor(manifest.mediaType(), manifest.digest(), manifest.bytes().length);
    return json(child, platform);
  }

  @Test
  void aPushIsTriedAndTakenBack() throws IOException {
    client.tryPush(in(one, "some/app:1"));
    try (Stream<Path> left = Files.walk(folder.resolve("one/data"))) {
      assertEquals(
          List.of(),
          left.filter(file -> file.endsWith("data") && Files.isRegularFile(file)).toList());
    }
  }

  @Test
  void aWrongPasswordIsToldWithItsSource() {
    password = "wrong-CANARY";
    DeployException failure =
        assertThrows(DeployException.class, () -> client.tryPush(in(one, "app:1")));
    assertTrue(failure.toString().contains("401 UNAUTHORIZED"), failure.toString());
    assertTrue(failure.toString().contains("used: user 'ci'"), failure.toString());
    assertFalse(failure.toString().contains("CANARY"), failure.toString());
  }
}
