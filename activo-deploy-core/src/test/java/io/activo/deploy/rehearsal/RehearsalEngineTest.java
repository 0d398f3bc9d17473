package io.activo.deploy.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.engine.BuildOptions;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalEngineTest {
  private static final ImageReference IMAGE = ImageReference.parse("gcr.io/p/web:1");

  @TempDir private Path folder;
  private final RehearsalEngine engine = new RehearsalEngine();

  @Test
  void digestsTheContextAndTheRepository() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    Digest first = release(IMAGE, Map.of());
    assertEquals(first, release(IMAGE, Map.of()));
    assertEquals(first, release(IMAGE.withTag("2"), Map.of()));
    assertNotEquals(first, release(ImageReference.parse("gcr.io/p/api:1"), Map.of()));
    assertNotEquals(first, release(IMAGE, Map.of(".env", new byte[] {1})));
    Files.write(folder.resolve("Dockerfile"), "FROM web\n".getBytes(StandardCharsets.UTF_8));
    assertNotEquals(first, release(IMAGE, Map.of()));
    assertEquals(List.of("gcr.io/p/api:1", "gcr.io/p/web:1", "gcr.io/p/web:2"), engine.pushed());
  }

  @Test
  void pushesAndExportsEachTagThatWasBuilt() throws Exception {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
    BuildOptions usual = BuildOptions.usual();
    BuildOptions options =
        new BuildOptions(
            List.of("main"),
            usual.target(),
            usual.args(),
            usual.labels(),
            usual.platform(),
            usual.pull(),
            usual.network(),
            usual.addHosts(),
            usual.shmSize(),
            usual.memory(),
            usual.cacheFrom(),
            usual.timeout());
    BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
    engine.build(new ImageBuild(IMAGE, context, options), Progress.none());
    engine.push(IMAGE.withTag("main"), Progress.none());
    assertEquals(List.of("gcr.io/p/web:main"), engine.pushed());
    try (InputStream tar = engine.export(IMAGE.withTag("main"))) {
      assertTrue(tar.readAllBytes().length > 0);
    }
  }

  @Test
  void refusesToPushWhatWasNotBuilt() {
    DeployException e =
        assertThrows(DeployException.class, () -> engine.push(IMAGE, Progress.none()));
    assertTrue(e.toString().contains("does not exist locally"), e.toString());
  }

  private Digest release(ImageReference image, Map<String, byte[]> files) {
    BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), files);
    engine.build(new ImageBuild(image, context), Progress.none());
    return engine.push(image, Progress.none()).digest();
  }
}
