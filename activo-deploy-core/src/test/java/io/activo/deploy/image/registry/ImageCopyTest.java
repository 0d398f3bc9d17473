package io.activo.deploy.image.registry;

import static io.activo.deploy.image.registry.RegistryScene.CONFIG;
import static io.activo.deploy.image.registry.RegistryScene.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCopyTest {
  private static final String OCI_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String ARM = "{\"os\":\"linux\",\"architecture\":\"arm64\"}";

  private final RegistryScene scene;

  ImageCopyTest() throws IOException {
    scene = new RegistryScene();
  }

  @AfterEach
  void saysNoSecret() {
    scene.close();
  }

  private byte[] pushed() {
    return scene.to.manifests.getOrDefault("prod/app@2", new byte[0]);
  }

  @Test
  void theManifestIsPushedByteForByteAndLast() {
    Digest digest = scene.image(layer(100), layer(200));
    assertEquals(new Published(digest, Optional.empty()), scene.copy());
    assertArrayEquals(scene.from.manifests.get("app@1"), pushed());
    List<String> writes =
        scene.to.requests.stream().filter(line -> line.startsWith("PUT")).toList();
    assertTrue(writes.get(writes.size() - 1).startsWith("PUT /v2/prod/app/manifests/2"));
    assertTrue(scene.told.contains("copied 3 of 3 layers, 0.0 of 0.0 MB sent"), "progress");
  }

  @Test
  void aCopyThatIsThereIsNotWrittenAgain() {
    Digest digest = scene.image(layer(100));
    scene.copy();
    scene.to.requests.clear();
    Published again = scene.copy();
    assertEquals("already there", again.change());
    assertEquals(digest, again.digest());
    assertEquals(1, scene.to.requests.size());
  }

  @Test
  void aTagThatMovesIsTold() {
    Digest before = scene.image(layer(100));
    scene.copy();
    scene.image(layer(200));
    assertEquals("tag moved from " + before, scene.copy().change());
  }

  @Test
  void blobsThatAreThereAreNotSent() {
    scene.image(layer(100));
    scene.copy();
    scene.image(layer(100), layer(200));
    scene.to.requests.clear();
    scene.copy();
    assertEquals(1, scene.to.count("PATCH"));
  }

  @Test
  void aRetagSendsNothingButTheManifest() {
    Digest digest = scene.image(layer(100));
    scene.client.copy(
        scene.from.image("app:1"), scene.from.image("app:9"), ImageForm.SAME, Progress.none());
    assertEquals(digest, Digest.of(scene.from.manifests.getOrDefault("app@9", new byte[0])));
    assertEquals(0, scene.from.count("POST"));
    assertEquals(1, scene.from.count("PUT"));
    assertFalse(scene.from.requests.toString().contains("/blobs/"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blobsAreMountedWithinARegistry(boolean mounts) {
    scene.image(layer(100));
    scene.from.mounts = mounts;
    scene.client.copy(
        scene.from.image("app:1"), scene.from.image("prod:1"), ImageForm.SAME, Progress.none());
    assertEquals(2, scene.from.count("POST /v2/prod/blobs/uploads/?mount=sha256:"));
    assertEquals(2, scene.from.count("POST"));
    assertEquals(mounts ? 0 : 2, scene.from.count("PATCH"));
  }

  @Test
  void anIndexIsCopiedWithEverythingBelow() {
    Digest digest = index();
    assertEquals(digest, scene.copy().digest());
    assertArrayEquals(scene.from.manifests.get("app@1"), pushed());
    assertEquals(4, scene.to.manifests.keySet().stream().filter(k -> k.contains("sha256")).count());
    scene.to.requests.clear();
    scene.client.copy(
        scene.from.image("app:1"), scene.to.image("prod/app:3"), ImageForm.SAME, Progress.none());
    assertEquals(0, scene.to.count("POST"));
  }

  /** Two platforms, and an attestation as BuildKit makes it. */
  private Digest index() {
    String amd = scene.manifest(MediaTypes.OCI_MANIFEST, CONFIG, OCI_GZIP, layer(100));
    String arm = scene.manifest(MediaTypes.OCI_MANIFEST, ARM, OCI_GZIP, layer(200));
    String proof =
        scene.manifest(MediaTypes.OCI_MANIFEST, "{}", "application/vnd.in-toto+json", layer(300));
    String list =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MediaTypes.OCI_INDEX
            + "\",\"manifests\":["
            + child(proof, "unknown", "unknown")
            + ","
            + child(arm, "linux", "arm64")
            + ","
            + child(amd, "linux", "amd64")
            + "]}";
    return scene.from.manifest("app", "1", MediaTypes.OCI_INDEX, list);
  }

  private String child(String manifest, String os, String cpu) {
    Digest digest = Digest.of(manifest.getBytes(StandardCharsets.UTF_8));
    scene.from.manifest("app", digest.value(), MediaTypes.OCI_MANIFEST, manifest);
    String platform = ",\"platform\":{\"os\":\"" + os + "\",\"architecture\":\"" + cpu + "\"}";
    return FakeRegistry.descriptor(MediaTypes.OCI_MANIFEST, digest, manifest.length(), platform);
  }

  @Test
  void foreignLayersStayWhereTheyAre() {
    scene.image(
        MediaTypes.OCI_MANIFEST,
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        layer(100));
    scene.copy();
    assertEquals(1, scene.to.count("PATCH"));
  }

  @Test
  void anImageThatIsNotThereIsAnError() {
    String problem = scene.failure(scene::copy);
    assertTrue(problem.contains("no such image"), problem);
    assertEquals(Optional.empty(), scene.client.digest(scene.from.image("app:1")));
    assertEquals(Optional.empty(), scene.client.config(scene.from.image("app:1")));
  }

  @Test
  void aRegistryThatTellsNoDigestIsSummedUp() {
    Digest digest = scene.image(layer(100));
    scene.from.tellsDigests = false;
    assertEquals(Optional.of(digest), scene.client.digest(scene.from.image("app:1")));
    ImageReference exact = ImageReference.parse(scene.from.image("app") + "@" + digest);
    assertEquals(Optional.of(digest), scene.client.digest(exact));
  }

  @Test
  void theConfigOfAnIndexIsThatOfLinuxOnAmd64() {
    index();
    ImageConfig config = scene.client.config(scene.from.image("app:1")).orElseThrow();
    assertEquals("linux/amd64", config.os() + "/" + config.architecture());
  }

  @Test
  void tryPushTakesItsUploadBack() {
    scene.client.tryPush(scene.to.image("prod/app:1"));
    assertEquals(1, scene.to.count("POST /v2/prod/app/blobs/uploads/"));
    assertEquals(1, scene.to.count("DELETE /v2/prod/app/blobs/uploads/u"));
  }

  @Test
  void herokuTakesADockerImageAsItIs() {
    Digest digest = scene.image(layer(100));
    assertEquals(digest, scene.copy(ImageForm.HEROKU).digest());
  }

  @Test
  void herokuGetsTheLinuxImageOfAnIndexConverted() {
    index();
    Digest digest = scene.copy(ImageForm.HEROKU).digest();
    String text = new String(pushed(), StandardCharsets.UTF_8);
    assertEquals(digest, Digest.of(pushed()));
    assertEquals(MediaTypes.DOCKER_MANIFEST, scene.to.types.get("prod/app@2"));
    assertTrue(text.contains(Digest.of(CONFIG.getBytes(StandardCharsets.UTF_8)).value()), text);
    assertTrue(text.contains(Digest.of(layer(100)).value()), text);
    assertFalse(text.contains("oci"), text);
    assertEquals("already there", scene.copy(ImageForm.HEROKU).change());
  }

  @Test
  void herokuGetsPlainLayersAsGzip() throws IOException {
    byte[] layer = layer(300_000);
    scene.image(MediaTypes.OCI_MANIFEST, "application/vnd.oci.image.layer.v1.tar", layer);
    scene.copy(ImageForm.HEROKU);
    Manifest manifest = Manifest.read(Digest.of(pushed()), pushed(), "", Place.of("a"));
    Descriptor pushed = manifest.layers().get(0);
    byte[] gzip = scene.to.blobs.getOrDefault("prod/app@" + pushed.digest(), new byte[0]);
    assertEquals(gzip.length, pushed.size());
    assertArrayEquals(layer, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
  }

  @Test
  void herokuTakesNoZstd() {
    scene.image(MediaTypes.OCI_MANIFEST, "application/vnd.oci.image.layer.v1.tar+zstd", layer(10));
    String problem = scene.failure(() -> scene.copy(ImageForm.HEROKU));
    assertTrue(problem.contains("tar+zstd'; build it with gzip layers"), problem);
    assertEquals(List.of(), scene.to.requests);
  }

  @Test
  void herokuTakesNoOtherPlatform() {
    scene.from.manifest(
        "app",
        "1",
        MediaTypes.OCI_MANIFEST,
        scene.manifest(MediaTypes.OCI_MANIFEST, ARM, OCI_GZIP, layer(10)));
    String problem = scene.failure(() -> scene.copy(ImageForm.HEROKU));
    assertTrue(problem.contains("is no image for linux/amd64"), problem);
  }
}
