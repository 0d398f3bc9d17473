package io.activo.deploy.kubernetes.schema;

import io.activo.deploy.kubernetes.KubernetesVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of one Kubernetes version, and what other versions have. */
final class Kinds {
  private final KubernetesVersion version;
  private final Definitions definitions;
  private final Map<String, Kind> served = new LinkedHashMap<>();
  private final Set<String> groups;

  Kinds(KubernetesVersion version) {
    this.version = version;
    this.definitions = new Definitions(version);
    List<SchemaLines.Line> all = SchemaLines.all().kinds();
    all.stream()
        .filter(line -> line.holdsFor(version))
        .map(this::kind)
        .forEach(kind -> served.put(kind.fullName(), kind));
    groups =
        Stream.concat(all.stream().map(Kinds::apiVersion), Lifecycle.apiVersions())
            .map(Kind::group)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String apiVersion(SchemaLines.Line line) {
    return line.words(2).get(0);
  }

  private Kind kind(SchemaLines.Line line) {
    List<String> words = line.words(5);
    String definition = words.get(4);
    return new Kind(
        words.get(0),
        words.get(1),
        words.get(3).equals("namespaced"),
        () -> definitions.shape(definition));
  }

  KubernetesVersion version() {
    return version;
  }

  Definitions definitions() {
    return definitions;
  }

  Optional<Kind> find(String apiVersion, String kind) {
    return Optional.ofNullable(served.get(apiVersion + " " + kind));
  }

  List<Kind> all() {
    return List.copyOf(served.values());
  }

  /** Whether Kubernetes itself has, or had, kinds of this group. */
  boolean hasGroup(String group) {
    return groups.contains(group);
  }

  /** The first version that served a kind which this one does not yet serve. */
  Optional<KubernetesVersion> addedLater(String fullName) {
    return lines(fullName)
        .map(SchemaLines.Line::first)
        .filter(first -> first.compareTo(version) > 0)
        .min(KubernetesVersion::compareTo);
  }

  /** The last known version before this one that served a kind. */
  Optional<KubernetesVersion> servedUntil(String fullName) {
    return lines(fullName)
        .map(SchemaLines.Line::last)
        .filter(last -> last.compareTo(version) < 0)
        .max(KubernetesVersion::compareTo);
  }

  private static Stream<SchemaLines.Line> lines(String fullName) {
    List<String> words = Arrays.asList(fullName.split(" ", 2));
    return SchemaLines.all().kinds().stream()
        .filter(line -> line.words(3).subList(0, 2).equals(words));
  }
}
