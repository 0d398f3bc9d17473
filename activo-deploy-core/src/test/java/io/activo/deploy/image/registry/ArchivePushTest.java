package io.activo.deploy.image.registry;

import static io.activo.deploy.image.registry.RegistryScene.layer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.Published;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivePushTest {
  private static final byte[] BASE = layer(300_000);
  private static final byte[] TOP = layer(200_000);

  private final RegistryScene scene;

  ArchivePushTest() throws IOException {
    scene = new RegistryScene();
    scene.ignoresLogs();
  }

  @AfterEach
  void saysNoSecret() {
    scene.close();
  }

  private static DockerSave archive() {
    return new DockerSave().layer("1/layer.tar", BASE).layer("2/layer.tar", TOP).done();
  }

  private Published push(ImageArchive archive) {
    return scene.client.push(archive, scene.to.image("app:1"), Progress.none());
  }

  private Manifest pushed() {
    byte[] bytes = scene.to.manifests.getOrDefault("app@1", new byte[0]);
    return Manifest.read(Digest.of(bytes), bytes, "", Place.of("app:1"));
  }

  private byte[] blob(Descriptor blob) {
    byte[] bytes = scene.to.blobs.getOrDefault("app@" + blob.digest(), new byte[0]);
    assertEquals(blob.size(), bytes.length);
    return bytes;
  }

  private byte[] unpacked(int layer) throws IOException {
    Descriptor blob = pushed().layers().get(layer);
    assertEquals(MediaTypes.DOCKER_LAYER, blob.mediaType());
    return new GZIPInputStream(new ByteArrayInputStream(blob(blob))).readAllBytes();
  }

  @Test
  void anImageBecomesADockerManifestWithItsConfigAsItWas() throws IOException {
    DockerSave archive = archive();
    Published published = push(archive);
    assertEquals(new Published(pushed().digest(), Optional.empty()), published);
    assertEquals(MediaTypes.DOCKER_MANIFEST, pushed().mediaType());
    assertEquals(MediaTypes.DOCKER_CONFIG, pushed().config().orElseThrow().mediaType());
    assertArrayEquals(archive.config(), blob(pushed().config().orElseThrow()));
    assertArrayEquals(BASE, unpacked(0));
    assertArrayEquals(TOP, unpacked(1));
    assertEquals(2, archive.opened);
  }

  @Test
  void layersThatAreGzipStayAsTheyAre() throws IOException {
    push(new DockerSave().compressed("blobs/sha256/a", TOP).layer("blobs/sha256/b", BASE).done());
    assertArrayEquals(DockerSave.gzip(TOP), blob(pushed().layers().get(0)));
    assertArrayEquals(BASE, unpacked(1));
  }

  @Test
  void linksAreFollowedAndARepeatedLayerIsSentOnce() throws IOException {
    push(
        new DockerSave()
            .layer("./1/layer.tar", BASE)
            .linked("2/layer.tar", "../1/layer.tar", BASE)
            .linked("3/layer.tar", "../../2/./layer.tar", BASE)
            .done());
    assertEquals(3, pushed().layers().size());
    assertArrayEquals(BASE, unpacked(2));
    assertEquals(2, scene.to.count("PATCH"));
  }

  @Test
  void whatIsThereIsNotReadASecondTime() {
    push(archive());
    scene.to.manifests.clear();
    DockerSave again = archive();
    assertEquals("pushed", push(again).change());
    assertEquals(1, again.opened);
    assertEquals("already there", push(archive()).change());
    assertEquals(3, scene.to.count("PATCH"));
  }

  @ParameterizedTest
  @CsvSource({"PATCH, 0", "PATCH, 2", "PUT /v2/app/blobs, 1"})
  void aLayerThatDoesNotComeThroughIsReadAnew(String begin, int after) throws IOException {
    scene.to.fail(begin, after, 1, FakeRegistry.status(503, ""));
    push(archive());
    assertArrayEquals(BASE, unpacked(0));
    assertArrayEquals(TOP, unpacked(1));
  }

  @Test
  void aConnectionThatBreaksInALayerBeginsItAnew() throws IOException {
    push(new DockerSave().layer("0", layer(9)).done());
    scene.to.fail("PATCH", 1, 1, FakeRegistry.reset());
    DockerSave archive =
        new DockerSave().layer("1", layer(3_000_000)).layer("2", BASE).layer("3", TOP).done();
    scene.client.push(archive, scene.to.image("app:1"), Progress.none());
    assertEquals(3, archive.opened);
    assertArrayEquals(BASE, unpacked(1));
    assertArrayEquals(TOP, unpacked(2));
  }

  @Test
  void theImageForAmd64IsTaken() {
    assertEquals(
        "is no image for linux/amd64, which is what Heroku runs",
        fault(new DockerSave().platform("linux", "arm64").layer("1", BASE).done()));
  }

  @Test
  void anArchiveThatBreaksOffIsToldSo() {
    String text = "the archive that the engine makes of it cannot be read: Truncated TAR archive";
    assertEquals(text, fault(new DockerSave().layer("1", BASE).cutBy(100_000)));
    assertEquals(
        "the archive that the engine makes of it lacks manifest.json",
        fault(new DockerSave().layer("1", BASE)));
  }

  @Test
  void aLayerThatIsMissingIsNamed() {
    assertEquals(
        "the archive that the engine makes of it lacks the layer '2/layer.tar'",
        fault(new DockerSave().layer("1", BASE).named("2/layer.tar", TOP).done()));
    assertEquals(
        "the archive that the engine makes of it lacks the layer '2/layer.tar'",
        fault(new DockerSave().linked("2/layer.tar", "layer.tar", TOP).done()));
  }

  @Test
  void aLayerThatIsNotTheConfigsIsRefused() {
    DockerSave archive = new DockerSave().layer("1", BASE).named("1", TOP).done();
    String fault = fault(archive);
    assertTrue(fault.contains("not those that its config names"), fault);
  }

  @Test
  void anArchiveThatChangesBetweenItsPassagesIsNotPushed() {
    DockerSave first = archive();
    DockerSave second = new DockerSave().layer("1/layer.tar", TOP).layer("2/layer.tar", BASE);
    ImageArchive changing = () -> first.opened == 0 ? first.open() : second.open();
    String failure = scene.failure(() -> push(changing));
    assertTrue(failure.contains("cannot be read: what was fetched as sha256:"), failure);
    assertEquals(0, scene.to.manifests.size());
  }

  /** What is wrong; nothing has been sent. */
  private String fault(DockerSave archive) {
    String problem = scene.failure(() -> push(archive));
    assertEquals(0, scene.to.manifests.size());
    assertEquals(0, scene.to.count("POST"));
    String place = scene.to.image("app:1") + ": ";
    assertTrue(problem.startsWith(place), problem);
    return problem.substring(place.length(), problem.indexOf("; "));
  }
}
