package io.activo.deploy.image.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.Published;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.credentials.Credentials;
import io.activo.deploy.image.registry.ImageRegistry;
import io.activo.deploy.json.Json;
import io.activo.deploy.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each real engine exports, pushed to {@code ACTIVO_IT_REGISTRY} as Heroku takes it. */
@ParameterizedClass
@EnumSource(RealEngine.class)
class HerokuPushTest {
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final String name = "heroku-test-" + UUID.randomUUID();
  private final ImageReference reference = RealEngine.image(name + ":1");
  private final RealEngine real;

  @TempDir Path folder;

  HerokuPushTest(RealEngine real) {
    this.real = real;
  }

  @BeforeEach
  void needsAnEngineAndARegistry() {
    real.orSkip();
  }

  @AfterEach
  void removesTheImage() {
    real.remove(reference);
  }

  /** The third layer is the first one again on engine 20.10, and empty on 29. */
  private Published pushed() throws IOException {
    Files.writeString(folder.resolve("a"), name.repeat(50_000));
    Files.writeString(
        folder.resolve("Dockerfile"), "FROM scratch\nCOPY a /a\nCOPY a /b\nCOPY a /a\nENV C=é\n");
    BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
    try (ImageEngine engine = real.connect(Credentials.none());
        ImageRegistry registry = ImageRegistry.connect(Credentials.none(), Set.of())) {
      engine.build(new ImageBuild(reference, context), Progress.none());
      Published published =
          registry.push(() -> engine.export(reference), reference, Progress.none());
      assertEquals(Optional.of(published.digest()), registry.digest(reference));
      assertEquals(
          "already there",
          registry.push(() -> engine.export(reference), reference, Progress.none()).change());
      return published;
    }
  }

  @Test
  void whatAnEngineExportsIsReadBackAsADockerManifest() throws Exception {
    Published published = pushed();
    byte[] manifest = fetch("manifests/1", DOCKER);
    assertEquals(published.digest(), Digest.of(manifest));
    Map<String, Object> json = json(manifest);
    assertEquals(DOCKER, json.get("mediaType"));
    Map<String, Object> config = json(blob(Json.at(json, "config").orElseThrow()));
    assertEquals("linux/amd64", config.get("os") + "/" + config.get("architecture"));
    assertEquals(list(config, "rootfs", "diff_ids"), unpacked(list(json, "layers")));
    Set<String> files = new TreeSet<>();
    for (Object layer : list(json, "layers")) {
      files.addAll(files(blob(layer)));
    }
    assertEquals(Set.of("a", "b"), files);
  }

  @Test
  void theConfigIsTheEnginesOwn() throws Exception {
    pushed();
    Map<String, Object> json = json(fetch("manifests/1", DOCKER));
    byte[] config = blob(Json.at(json, "config").orElseThrow());
    try (ImageEngine engine = real.connect(Credentials.none());
        TarArchiveInputStream tar = new TarArchiveInputStream(engine.export(reference))) {
      List<Digest> small = new ArrayList<>();
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getSize() == config.length) {
          small.add(Digest.of(tar.readAllBytes()));
        }
      }
      assertTrue(small.contains(Digest.of(config)), small.toString());
    }
  }

  @Test
  void theOtherEngineTakesIt() throws Exception {
    Published published = pushed();
    RealEngine other = real == RealEngine.DOCKER ? RealEngine.DOCKER29 : RealEngine.DOCKER;
    other.orSkip();
    other.ask(Method.POST, "/images/create?fromImage=" + reference.name() + "&tag=1");
    try (ImageEngine engine = other.connect(Credentials.none());
        ImageRegistry registry = ImageRegistry.connect(Credentials.none(), Set.of())) {
      ImageReference back = RealEngine.image(name + ":back");
      other.ask(
          Method.POST, "/images/" + reference + "/tag?repo=" + reference.name() + "&tag=back");
      Published again = registry.push(() -> engine.export(back), back, Progress.none());
      assertEquals(configs(published.digest()), configs(again.digest()));
      other.ask(Method.DELETE, "/images/" + back + "?force=1");
    } finally {
      other.ask(Method.DELETE, "/images/" + reference + "?force=1");
    }
  }

  /** As BuildKit makes it: an index of the image and of what attests it. */
  @Test
  void anIndexInTheEnginesStoreIsReducedToItsImage() throws Exception {
    Digest image = pushed().digest();
    byte[] manifest = fetch("manifests/" + image, DOCKER);
    byte[] attestation = Json.print(json(manifest)).concat(" ").getBytes(StandardCharsets.UTF_8);
    put("manifests/" + Digest.of(attestation), DOCKER, attestation);
    String index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s,%s]}"
            .formatted(
                INDEX, child(attestation, "unknown", "unknown"), child(manifest, "linux", "amd64"));
    put("manifests/index", INDEX, index.getBytes(StandardCharsets.UTF_8));
    ImageReference indexed = RealEngine.image(name + ":index");
    real.ask(Method.POST, "/images/create?fromImage=" + reference.name() + "&tag=index");
    try (ImageEngine engine = real.connect(Credentials.none());
        ImageRegistry registry = ImageRegistry.connect(Credentials.none(), Set.of())) {
      Published published = registry.push(() -> engine.export(indexed), indexed, Progress.none());
      assertEquals(configs(image), configs(published.digest()));
      assertEquals(DOCKER, json(fetch("manifests/index", DOCKER)).get("mediaType"));
    } finally {
      real.ask(Method.DELETE, "/images/" + indexed + "?force=1");
    }
  }

  private static String child(byte[] manifest, String os, String cpu) {
    return ("{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,"
            + "\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}")
        .formatted(DOCKER, Digest.of(manifest), manifest.length, os, cpu);
  }

  private void put(String what, String type, byte[] content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(what))
            .header("Content-Type", type)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
  }

  /** The config, which names what the layers unpack to. */
  private Object configs(Digest manifest) throws Exception {
    return Json.at(json(fetch("manifests/" + manifest, DOCKER)), "config", "digest").orElseThrow();
  }

  private List<Object> unpacked(List<?> layers) throws Exception {
    List<Object> digests = new ArrayList<>();
    for (Object layer : layers) {
      byte[] tar = new GZIPInputStream(new ByteArrayInputStream(blob(layer))).readAllBytes();
      digests.add(Digest.of(tar).value());
    }
    return digests;
  }

  private static List<String> files(byte[] layer) throws IOException {
    List<String> files = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.add(entry.getName());
      }
    }
    return files;
  }

  private byte[] blob(Object descriptor) throws Exception {
    String digest = Json.at(descriptor, "digest").orElseThrow().toString();
    byte[] bytes = fetch("blobs/" + digest, "*/*");
    assertEquals(digest, Digest.of(bytes).value());
    assertEquals(
        Json.at(descriptor, "size").orElseThrow().toString(), String.valueOf(bytes.length));
    return bytes;
  }

  private URI uri(String what) {
    return URI.create("http://" + RealEngine.REGISTRY + "/v2/" + name + "/" + what);
  }

  private byte[] fetch(String what, String accept) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(uri(what)).header("Accept", accept).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode(), what);
    return answer.body();
  }

  private static Map<String, Object> json(byte[] bytes) {
    return Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
  }

  private static List<?> list(Object json, String... path) {
    return (List<?>) Json.at(json, path).orElseThrow();
  }
}
