package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the file of schemas that the jar carries, from the Go modules {@code k8s.io/kubernetes} and
 * {@code k8s.io/api} as {@code go mod download} unpacks them. One line is one fact with the first
 * and the last minor version that it holds for, so that what does not change stands there once.
 */
final class SchemaFile {
  private static final String HEADER =
      "# Schemas of Kubernetes, made from k8s.io/kubernetes and k8s.io/api (Apache-2.0); see"
          + " CONTRIBUTING.md";

  private final Map<String, TreeSet<Integer>> facts = new TreeMap<>();

  private SchemaFile() {}

  /**
   * The lines of the file.
   *
   * @param modules the folder {@code k8s.io} of Go's module cache
   */
  static List<String> from(Path modules) throws IOException {
    SchemaFile file = new SchemaFile();
    for (Path module : modules(modules, "kubernetes@v1.")) {
      file.add(new PublishedSchemas(module));
    }
    List<String> lines = new ArrayList<>(List.of(HEADER));
    file.facts.forEach((fact, minors) -> runs(minors).forEach(run -> lines.add(run + " " + fact)));
    Lifecycles lifecycles = new Lifecycles();
    for (Path module : modules(modules, "api@v0.")) {
      lifecycles.add(module);
    }
    lines.addAll(lifecycles.lines());
    return lines;
  }

  private static List<Path> modules(Path folder, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparingInt(SchemaFile::minor))
          .toList();
    }
  }

  /** The minor version in {@code kubernetes@v1.34.4} and {@code api@v0.34.4}. */
  static int minor(Path module) {
    return Integer.parseInt(
        module.getFileName().toString().replaceFirst("^[^.]*\\.(\\d+)\\..*", "$1"));
  }

  private void add(PublishedSchemas published) throws IOException {
    int minor = published.minor();
    published.kinds().forEach(kind -> add("kind " + kind, minor));
    published
        .definitions()
        .forEach((name, body) -> add("definition " + name + " " + Json.print(body), minor));
  }

  private void add(String fact, int minor) {
    facts.computeIfAbsent(fact, none -> new TreeSet<>()).add(minor);
  }

  private static List<String> runs(NavigableSet<Integer> minors) {
    List<String> runs = new ArrayList<>();
    int first = minors.first();
    int last = first;
    for (int minor : minors.tailSet(first, false)) {
      if (minor != last + 1) {
        runs.add("1." + first + "-1." + last);
        first = minor;
      }
      last = minor;
    }
    runs.add("1." + first + "-1." + last);
    return runs;
  }
}
