package io.activo.it;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plugin is one jar, which holds its libraries. */
class PluginJarIT {
  private static final Pattern LIBRARY = Pattern.compile("(?m)^  ([\\w.-]+:[\\w.-]+)$");
  private static final Pattern PROPERTIES =
      Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
  private static final Pattern NEEDED =
      Pattern.compile("<scope>(compile|runtime)</scope>|</version>\\s*</dependency>");

  private final Path jar = installed(".jar");

  @Test
  void namesEveryLibraryThatItHolds() throws IOException {
    Set<String> held = held();
    held.removeIf(name -> name.startsWith("io.activo:"));
    Set<String> named = named();
    assertTrue(named.containsAll(held), () -> held + " are not all among " + named);
    assertTrue(held.size() > 20, held::toString);
  }

  @Test
  void needsNoOtherJar() throws IOException {
    String pom = Files.readString(installed(".pom"));
    assertEquals(0, NEEDED.matcher(pom).results().count(), pom);
  }

  @Test
  void keepsNoSignatureOfAnotherJar() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      assertEquals(
          0,
          file.stream()
              .filter(entry -> entry.getName().matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"))
              .count());
      assertTrue(file.isMultiRelease());
    }
  }

  /** Not every library says in its jar who it is. */
  private Set<String> held() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .flatMap(entry -> PROPERTIES.matcher(entry.getName()).results())
          .map(match -> match.group(1) + ":" + match.group(2))
          .collect(toCollection(TreeSet::new));
    }
  }

  private Set<String> named() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      byte[] text =
          file.getInputStream(file.getJarEntry("META-INF/THIRD-PARTY.txt")).readAllBytes();
      return LIBRARY
          .matcher(new String(text, StandardCharsets.UTF_8))
          .results()
          .map((MatchResult match) -> match.group(1))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Path installed(String ending) {
    String version = property("activo.version");
    return Path.of(property("maven.repo.local"))
        .resolve("io/activo/activo-maven-plugin")
        .resolve(version)
        .resolve("activo-maven-plugin-" + version + ending);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
