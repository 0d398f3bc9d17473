package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An annotation of pod templates that changes with the ConfigMaps and Secrets that the pods use, so
 * that a changed content rolls the pods of a Deployment, a StatefulSet or a DaemonSet. Only objects
 * count that this deploy applies and whose names have no content hash; those by which images are
 * pulled do not. Of an object kind, name, type and data count, not labels and annotations.
 *
 * <p>It is one SHA-256 over everything that a pod uses together, not over single values.
 *
 * @param plain the ConfigMaps and Secrets that count
 */
record ConfigurationChecksum(Map<NamedObject, Manifest> plain, Scope scope) {
  static final String KEY = "activo.io/checksum";
  private static final List<String> CONTENT =
      List.of("kind", "type", "data", "binaryData", "stringData");

  static ConfigurationChecksum of(List<Manifest> manifests, Scope scope) {
    Map<NamedObject, Manifest> plain = new LinkedHashMap<>();
    manifests.stream()
        .filter(manifest -> isConfiguration(PodFields.kind(manifest.ref())))
        .forEach(manifest -> plain.put(Renames.key(manifest.ref(), scope), manifest));
    return new ConfigurationChecksum(plain, scope);
  }

  private static boolean isConfiguration(String kind) {
    return kind.equals(Reference.CONFIG_MAP) || kind.equals(Reference.SECRET);
  }

  Manifest on(Manifest manifest) {
    List<Manifest> used = PodFields.rolls(manifest.ref()) ? used(manifest).toList() : List.of();
    return used.isEmpty()
        ? manifest
        : PodFields.withTemplateAnnotation(manifest, KEY, digest(used));
  }

  private Stream<Manifest> used(Manifest manifest) {
    References references = new References(scope);
    return References.of(manifest.ref()).stream()
        .filter(reference -> isConfiguration(reference.target()) && !reference.isForPulling())
        .flatMap(reference -> references.meant(manifest, reference).stream())
        .distinct()
        .sorted(Comparator.comparing(NamedObject::kind).thenComparing(NamedObject::name))
        .flatMap(meant -> Optional.ofNullable(plain.get(meant)).stream());
  }

  private static String digest(List<Manifest> used) {
    List<Object> all = new ArrayList<>();
    for (Manifest manifest : used) {
      Map<String, Object> counted = new LinkedHashMap<>(manifest.content());
      counted.keySet().retainAll(CONTENT);
      all.add(Arrays.asList(manifest.ref().name(), counted));
    }
    return ContentHash.sha256(CanonicalJson.print(all));
  }
}
