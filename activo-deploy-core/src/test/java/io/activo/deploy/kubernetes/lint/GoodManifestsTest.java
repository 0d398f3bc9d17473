package io.activo.deploy.kubernetes.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that are in use raise no false alarm. */
class GoodManifestsTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpora/manifests");

  @ParameterizedTest
  @CsvSource({
    "microservices-demo.yaml, 35",
    "monitoring.coreos.com_alertmanagerconfigs.yaml, 1",
    "monitoring.coreos.com_prometheuses.yaml, 1",
  })
  void findsNothingInTheCorpora(String file, int objects) throws IOException {
    List<Manifest> manifests = Lint.manifests(file, Files.readString(CORPUS.resolve(file)));
    assertEquals(objects, manifests.size());
    assertEquals("", found(manifests));
  }

  @ParameterizedTest
  @CsvSource({
    "../it/activo-api/deploy, 8",
    "../it/activo-web/deploy, 6",
    "../it/webapp/deploy, 2",
  })
  void findsNothingInTheSamples(String folder, int objects) throws IOException {
    List<Manifest> manifests;
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      manifests =
          files
              .filter(file -> file.toString().endsWith(".tpl"))
              .sorted()
              .flatMap(file -> rendered(file).stream())
              .toList();
    }
    assertEquals(objects, manifests.size());
    assertEquals("", found(manifests));
  }

  private static List<Manifest> rendered(Path file) {
    try {
      String text =
          Files.readString(file)
              .replaceAll("\\$\\{?[A-Z0-9_]*IMAGE\\}?", "registry.test/app:1")
              .replace("${API_HOST_DOMAIN}", "api.test")
              .replaceAll("\\$\\{?[A-Z0-9_]+\\}?", "value");
      return Lint.manifests(file.toString(), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void asksNothingOfTheClusterThatTheReleaseHas() throws IOException {
    Path file = CORPUS.resolve("microservices-demo.yaml");
    List<Manifest> manifests = Lint.manifests("m.yaml", Files.readString(file));
    KnownObjects objects =
        ref -> {
          throw new AssertionError(ref);
        };
    Surroundings surroundings = new Surroundings(objects, OwnImages.none(), Optional.empty());
    assertEquals(List.of(), CrossChecks.of(manifests, surroundings));
  }

  private static String found(List<Manifest> manifests) {
    return CrossChecks.of(manifests, Surroundings.unknown()).stream()
        .map(Lint::line)
        .collect(Collectors.joining("\n"));
  }
}
