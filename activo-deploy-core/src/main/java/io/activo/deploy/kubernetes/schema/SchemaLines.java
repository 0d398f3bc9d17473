package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    SchemaLines read =
        new SchemaLines(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, Line> ranges = new HashMap<>();
    for (String line : lines()) {
      int range = line.indexOf(' ');
      if (line.startsWith("lifecycle ")) {
        read.lifecycles.add(line.substring(range + 1));
      } else {
        int type = line.indexOf(' ', range + 1);
        boolean kind = line.startsWith("kind", range + 1);
        Line first = ranges.computeIfAbsent(line.substring(0, range), SchemaLines::range);
        Line fact = new Line(first.first(), first.last(), line.substring(type + 1));
        (kind ? read.kinds : read.definitions).add(fact);
      }
    }
    read.versions.addAll(versions(read.kinds));
    return read;
  }

  private static Line range(String versions) {
    List<String> range = Arrays.asList(versions.split("-", 2));
    return new Line(version(range.get(0)), version(range.get(1)), "");
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
        Objects.requireNonNull(SchemaLines.class.getResourceAsStream("schemas.txt"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
