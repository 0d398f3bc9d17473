package io.activo.deploy.kubernetes.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Since when API versions are deprecated and gone, as the sources of {@code k8s.io/api} say it. */
final class Lifecycles {
  private static final Pattern VERSION =
      Pattern.compile(
          "func \\(in \\*(\\w+)\\) APILifecycle(Deprecated|Removed)\\(\\)[^{]*\\{\\s*return 1,"
              + " (\\d+)");
  private static final Pattern REPLACEMENT =
      Pattern.compile(
          "func \\(in \\*(\\w+)\\) APILifecycle(Replacement)\\(\\)[^{]*\\{\\s*return"
              + " schema.GroupVersionKind\\{Group: \"([^\"]*)\", Version: \"([^\"]*)\", Kind:"
              + " \"([^\"]*)\"");
  private static final Pattern GROUP = Pattern.compile("GroupName = \"([^\"]*)\"");

  private final Map<String, Map<String, String>> byKind = new TreeMap<>();

  /** Reads a module; what it says goes before what an older one said. */
  void add(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module, 3)) {
      for (Path file :
          files.filter(f -> f.endsWith("zz_generated.prerelease-lifecycle.go")).toList()) {
        read(file);
      }
    }
  }

  private void read(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    Matcher group = GROUP.matcher(Files.readString(folder.resolve("register.go")));
    String version = folder.getFileName().toString();
    String apiVersion =
        group.find() && !group.group(1).isEmpty() ? group.group(1) + "/" + version : version;
    String text = Files.readString(file);
    VERSION
        .matcher(text)
        .results()
        .forEach(found -> put(apiVersion, found.group(1), found.group(2), "1." + found.group(3)));
    REPLACEMENT
        .matcher(text)
        .results()
        .forEach(
            found ->
                put(
                    apiVersion,
                    found.group(1),
                    found.group(2),
                    (found.group(3).isEmpty() ? "" : found.group(3) + "/")
                        + found.group(4)
                        + " "
                        + found.group(5)));
  }

  private void put(String apiVersion, String kind, String key, String value) {
    if (!kind.endsWith("List") && !kind.endsWith("Options")) {
      byKind.computeIfAbsent(apiVersion + " " + kind, none -> new TreeMap<>()).put(key, value);
    }
  }

  /** {@code lifecycle batch/v1beta1 CronJob 1.21 1.25 batch/v1 CronJob}. */
  List<String> lines() {
    return byKind.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey("Deprecated"))
        .map(
            entry ->
                String.join(
                        " ",
                        "lifecycle",
                        entry.getKey(),
                        entry.getValue().get("Deprecated"),
                        entry.getValue().getOrDefault("Removed", "-"),
                        entry.getValue().getOrDefault("Replacement", ""))
                    .strip())
        .toList();
  }
}
