package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.git.Checkout;
import io.activo.deploy.git.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLabelsTest {
  private static final String PREFIX = "org.opencontainers.image.";
  private static final Instant NOW = Instant.parse("2026-11-23T10:20:30.5Z");

  @TempDir private Path folder;

  @BeforeEach
  void makesACommit() throws Exception {
    git("init", "--quiet");
    git("remote", "add", "origin", "https://ci:pass-word@git.example/acme/web.git");
    git("commit", "--quiet", "--allow-empty", "--message", "Begin");
  }

  @Test
  void ofACommitTheyAreTheSameAtAnyTime() {
    assertEquals(
        Map.of(
            PREFIX + "revision", "1f2e",
            PREFIX + "source", "https://git.example/acme/web.git",
            PREFIX + "created", "2026-02-03T04:05:06Z",
            PREFIX + "version", "1.0"),
        labels(false, ImageRequest.none(), Optional.of("1.0")).with(Map.of()));
  }

  @Test
  void ofADirtyTreeTheyHaveTheTimeOfTheDeploy() {
    Map<String, String> labels = labels(true, ImageRequest.none(), Optional.empty()).with(Map.of());
    assertEquals("2026-11-23T10:20:30Z", labels.get(PREFIX + "created"));
    assertEquals("1f2e-dirty", labels.get(PREFIX + "revision"));
  }

  @Test
  void theTimeOfReproducibleBuildsStandsAbove() {
    assertEquals(
        "2026-01-01T00:00:00Z",
        labels(false, ImageRequest.none().withCreated("2026-01-01T00:00:00Z"), Optional.empty())
            .with(Map.of())
            .get(PREFIX + "created"));
  }

  @Test
  void ownLabelsStandAboveAndEmptyOnesAreLeftOut() {
    assertEquals(
        Map.of(PREFIX + "version", "7", PREFIX + "revision", "1f2e", "team", "web"),
        labels(false, ImageRequest.none(), Optional.empty())
            .with(
                Map.of(
                    PREFIX + "version",
                    "7",
                    PREFIX + "source",
                    "",
                    PREFIX + "created",
                    "",
                    "team",
                    "web")));
  }

  private ImageLabels labels(boolean dirty, ImageRequest request, Optional<String> tag) {
    Revision revision =
        new Revision(Optional.of("1f2e"), Optional.empty(), tag, dirty ? List.of("a") : List.of());
    return new ImageLabels(revision, new Checkout(folder), request, NOW);
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of("-c", "user.name=Activo", "-c", "user.email=it@activo.example"));
    command.addAll(List.of("-c", "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("GIT_COMMITTER_DATE", "2026-02-03T04:05:06Z");
    assertEquals(0, builder.start().waitFor());
  }
}
