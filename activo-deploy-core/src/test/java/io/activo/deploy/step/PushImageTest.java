package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.activo.deploy.image.Digest;
import io.activo.deploy.image.ImageReference;
import io.activo.deploy.image.context.BuildContext;
import io.activo.deploy.image.engine.ImageBuild;
import io.activo.deploy.image.registry.HerokuRegistry;
import io.activo.deploy.image.registry.ImageForm;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.rehearsal.RehearsalEngine;
import io.activo.deploy.rehearsal.RehearsalRegistry;
import io.activo.deploy.rehearsal.RehearsedImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushImageTest {
  private static final ImageReference HEROKU =
      ImageReference.parse("registry.heroku.com/app/web:1");

  @TempDir Path folder;
  private final RehearsedImages images = new RehearsedImages();
  private final RehearsalEngine engine = new RehearsalEngine(images);
  private final ReleasedImages released = new ReleasedImages();

  @BeforeEach
  void hasAContext() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
  }

  private void build(ImageReference image) {
    BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
    engine.build(new ImageBuild(image, context), Progress.none());
  }

  private Digest pushed(ImageReference image) {
    build(image);
    build(image.withTag("main"));
    RegistryTags tags = new RegistryTags(() -> new RehearsalRegistry(images), released);
    PushImage step = new PushImage(() -> engine, image, List.of("main"), tags, released);
    assertInstanceOf(StepResult.Done.class, step.run(Progress.none()));
    assertEquals(
        List.of(image.withTag("1").toString(), image.withTag("main").toString()), images.names());
    return released.of(image).flatMap(ImageReference::digest).orElseThrow();
  }

  @Test
  void herokuGetsTheArchiveThroughTheRegistryAndItsFurtherTagsThere() throws IOException {
    Digest digest = pushed(HEROKU);
    assertEquals(Digest.of(engine.export(HEROKU).readAllBytes()), digest);
  }

  @Test
  void anyOtherRegistryGetsItFromTheEngine() {
    ImageReference image = ImageReference.parse("registry.example.com/app/web:1");
    Digest digest = pushed(image);
    assertEquals(engine.push(image, Progress.none()).digest(), digest);
  }

  @Test
  void herokusRegistryIsToldByItsHost() {
    assertEquals(ImageForm.HEROKU, HerokuRegistry.form(HEROKU.domain()));
    assertEquals(ImageForm.SAME, HerokuRegistry.form("registry.heroku.com:5000"));
    assertEquals(ImageForm.SAME, HerokuRegistry.form("my-registry.heroku.com"));
  }
}
