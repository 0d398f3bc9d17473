package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Dockerfiles of both samples, built on real engines over the stand-ins of {@code
 * it/base-images} and pushed to a real registry.
 */
class SeedImagesIT {
  private static final String TOKEN = "t0kenThatOnlyTheFileHolds";

  /** Only builds and pushes; where the samples go to is not for a test. */
  private static final String DESCRIPTION =
      """
      app: seed
      image: {repository: "%s", dockerfile: %s}
      env-file: {from: .env, replace: {testing: staging}, redis-database: {7: 8}}
      environments: {it: {}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void ofTheApiHoldsTheRewrittenEnvFile(Services engine) throws Exception {
    PushedImage image = deploy(engine, "activo-api", "docker-release/Dockerfile");
    String settings = image.file("activo-api/.env");
    assertTrue(settings.contains("APP_SETTINGS=staging\n"), settings);
    assertTrue(settings.contains("REDIS_URL=redis://redis.activo.internal:6379/8\n"), settings);
    assertTrue(settings.contains("6379/70\n"), settings);
    assertTrue(settings.contains("Assets that nobody is contesting\n"), settings);
    holdsTheTokenInTheFileOnly(image, settings);
    assertTrue(Files.exists(image.root().resolve("root/.pyenv/versions/3.6.5")));
  }

  @ParameterizedTest
  @EnumSource(names = {"DOCKER", "DOCKER29"})
  void ofTheWebApplicationHoldsTheRewrittenEnvFile(Services engine) throws Exception {
    PushedImage image = deploy(engine, "activo-web", "Dockerfile");
    String settings = image.file("app/.env");
    assertTrue(settings.contains("NODE_ENV=staging\n"), settings);
    assertTrue(settings.contains("SESSION_STORE=redis://redis.activo.internal:6379/8\n"), settings);
    assertTrue(settings.contains("what nobody is contesting\n"), settings);
    holdsTheTokenInTheFileOnly(image, settings);
    assertTrue(Files.exists(image.root().resolve("app/node_modules/react-tooltip")));
  }

  private static void holdsTheTokenInTheFileOnly(PushedImage image, String settings)
      throws IOException {
    assertTrue(settings.contains("API_TOKEN=" + TOKEN + "\n"), settings);
    assertFalse(image.config().contains(TOKEN), image.config());
    assertEquals(List.of(".env"), filesWithTheToken(image.root()));
  }

  private static List<String> filesWithTheToken(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(SeedImagesIT::holdsTheToken)
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .toList();
    }
  }

  private static boolean holdsTheToken(Path file) {
    return Command.run(file.getRoot(), List.of("grep", "-q", TOKEN, file.toString()), Map.of())
            .exit()
        == 0;
  }

  private PushedImage deploy(Services engine, String sample, String dockerfile) throws Exception {
    Services.required(engine, Services.REGISTRY);
    String repository = Services.REGISTRY.value() + "/" + sample + "-" + UUID.randomUUID();
    Project project = Project.copy(sample, folder);
    MavenOutput output =
        project
            .write(".env", project.read(".env") + "API_TOKEN=" + TOKEN + "\n")
            .write("activo.yml", DESCRIPTION.formatted(repository, dockerfile))
            .commit()
            .mvn("activo:deploy", "-X", "-Denv=it")
            .with("DOCKER_HOST", engine.value())
            .succeeds()
            .doesNotSay(TOKEN);
    return PushedImage.of(output.pushed(), Files.createDirectory(folder.resolve("image")));
  }
}
