package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRequestTest {
  private static final String DIGEST = "@sha256:" + "a".repeat(64);

  @Test
  void takesSeveralImagesWithCommas() {
    assertEquals(
        "[r/a" + DIGEST + ", r/b:1" + DIGEST + "]",
        ImageRequest.none().withGiven("r/a" + DIGEST + ", r/b:1" + DIGEST).given().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r/a:1", "R/a", "r/a@sha256:12", ","})
  void refusesAnImageWithoutADigest(String text) {
    assertThrows(DeployException.class, () -> ImageRequest.none().withGiven(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
    "1769860800, 2026-01-31T12:00:00Z"
  })
  void takesATimeAsReproducibleBuildsHaveIt(String text, Instant time) {
    assertEquals(Optional.of(time), ImageRequest.none().withCreated(text).created());
  }

  @Test
  void aSingleCharacterIsNoTimeAndNoMistake() {
    assertEquals(Optional.empty(), ImageRequest.none().withCreated("x").created());
    assertThrows(DeployException.class, () -> ImageRequest.none().withCreated("today"));
  }
}
