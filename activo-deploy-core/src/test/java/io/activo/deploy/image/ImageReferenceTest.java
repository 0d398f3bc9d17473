package io.activo.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageReferenceTest {

  @Test
  void keepsWhatWasWritten() {
    ImageReference reference = ImageReference.parse("index.docker.io/a/b:1");
    assertEquals("index.docker.io/a/b:1", reference.toString());
    assertEquals("index.docker.io/a/b", reference.name());
    assertEquals("index.docker.io/a/b:2", reference.withTag("2").toString());
  }

  @Test
  void saysWhatIsWrongAndGivesAnExample() {
    DeployException failure =
        assertThrows(DeployException.class, () -> ImageReference.parse("https://gcr.io/p/App"));
    assertTrue(failure.toString().contains("'https://gcr.io/p/App' is no image reference"));
    assertTrue(failure.toString().contains("write it like gcr.io/project/app:1.0"));
  }

  @Test
  void refusesPartsThatMakeNoReference() {
    ImageReference reference = ImageReference.parse("app");
    assertThrows(DeployException.class, () -> reference.withTag("a b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImageReference("app:1", Optional.empty(), Optional.empty()));
  }

  @Test
  void readsALongTextQuickly() {
    assertTrue(ImageReference.fault("a/".repeat(1_000_000)).isPresent());
    for (String part : List.of("a-", "a.", "a/", "a-a.", "A.", "a:", "a@a.")) {
      assertTrue(ImageReference.fault(part.repeat(1_000)).isPresent(), part);
    }
  }
}
