package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of one generated object, collected from its sources; shows no values. */
final class GeneratedData {
  /** The limit of Kubernetes 1.34, {@code MaxSecretSize}: of all values together, in bytes. */
  static final int LIMIT = 1024 * 1024;

  private final SortedMap<String, Item> items = new TreeMap<>();
  private final Problems problems;

  GeneratedData(Problems problems) {
    this.problems = problems;
  }

  /** A value, and where it is from. */
  static final class Item {
    private final byte[] content;
    private final Place.InText at;

    private Item(byte[] content, Place.InText at) {
      this.content = content;
      this.at = at;
    }

    byte[] content() {
      return content;
    }

    Place.InText at() {
      return at;
    }
  }

  void add(String key, String value, Place.InText at) {
    add(key, value.getBytes(StandardCharsets.UTF_8), at);
  }

  void add(String key, byte[] value, Place.InText at) {
    if (!ObjectNames.isDataKey(key)) {
      problems.add(
          Problem.of(
              "'" + key + "' is no key of a ConfigMap or Secret",
              at,
              "use letters, digits, '-', '_' and '.', at most 253; a file is given another key as"
                  + " KEY=PATH"));
      return;
    }
    Item earlier = items.putIfAbsent(key, new Item(value, at));
    if (earlier != null) {
      problems.add(
          Problem.of(
              "the key '" + key + "' comes here again, after " + earlier.at(),
              at,
              "remove one of the two, or rename it"));
    }
  }

  SortedMap<String, Item> items() {
    return items;
  }

  void checkSize(Generator generator) {
    long size = items.values().stream().mapToLong(item -> item.content().length).sum();
    if (size > LIMIT) {
      problems.add(
          Problem.of(
              "%s '%s' holds %d bytes; Kubernetes takes %d"
                  .formatted(generator.kind(), generator.name(), size, LIMIT),
              generator.name().at(),
              "put large files into the image or on a volume"));
    }
  }
}
