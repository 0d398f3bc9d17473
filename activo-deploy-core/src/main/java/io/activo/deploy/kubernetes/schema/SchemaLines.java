package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The file of schemas in the jar: {@code FIRST-LAST kind APIVERSION KIND PLURAL SCOPE DEFINITION},
 * {@code FIRST-LAST definition NAME JSON} for the versions from the first to the last one, and
 * {@code lifecycle APIVERSION KIND DEPRECATED REMOVED|- [APIVERSION KIND]}.
 *
 * @param versions those that it knows, ascending
 */
record SchemaLines(
    List<Line> kinds,
    List<Line> definitions,
    List<String> lifecycles,
    List<KubernetesVersion> versions) {

  /** A fact of the versions from the first to the last one. */
  record Line(KubernetesVersion first, KubernetesVersion last, String fact) {

    boolean holdsFor(KubernetesVersion version) {
      return first.compareTo(version) <= 0 && version.compareTo(last) <= 0;
    }

    /** The words of the fact, at most so many; the last one is the rest. */
    List<String> words(int count) {
      return Arrays.asList(fact.split(" ", count));
    }
  }

  private static final class Holder {
    static final SchemaLines LINES = read();
  }

  /** The file, read once. */
  static SchemaLines all() {
    return Holder.LINES;
  }

  private static SchemaLines read() {
    List<Line> kinds = new ArrayList<>();
    List<Line> definitions = new ArrayList<>();
    List<String> lifecycles = new ArrayList<>();
    for (String line : lines()) {
      List<String> words = Arrays.asList(line.split(" ", 3));
      if (words.get(0).equals("lifecycle")) {
        lifecycles.add(line.substring("lifecycle ".length()));
      } else if (words.get(1).equals("kind")) {
        kinds.add(line(words));
      } else if (words.get(1).equals("definition")) {
        definitions.add(line(words));
      }
    }
    return new SchemaLines(kinds, definitions, lifecycles, versions(kinds));
  }

  private static Line line(List<String> words) {
    List<String> range = Arrays.asList(words.get(0).split("-", 2));
    return new Line(version(range.get(0)), version(range.get(1)), words.get(2));
  }

  static KubernetesVersion version(String text) {
    return KubernetesVersion.parse(text).orElseThrow(() -> new IllegalStateException(text));
  }

  private static List<KubernetesVersion> versions(List<Line> kinds) {
    int first = kinds.stream().mapToInt(kind -> kind.first().minor()).min().orElseThrow();
    int last = kinds.stream().mapToInt(kind -> kind.last().minor()).max().orElseThrow();
    return IntStream.rangeClosed(first, last)
        .mapToObj(minor -> new KubernetesVersion(1, minor))
        .toList();
  }

  private static List<String> lines() {
    try (InputStream file =
            Objects.requireNonNull(SchemaLines.class.getResourceAsStream("schemas.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
