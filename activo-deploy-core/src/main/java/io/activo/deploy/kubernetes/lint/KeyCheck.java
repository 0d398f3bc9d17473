package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether a ConfigMap or a Secret of the release has the keys that pods take from it. */
final class KeyCheck {
  /** Its keys are written by a controller. */
  private static final String TOKEN = "kubernetes.io/service-account-token";

  private KeyCheck() {}

  static Stream<Finding> of(Release release) {
    return References.in(release)
        .flatMap(
            reference ->
                release.find(reference.target()).stream()
                    .filter(target -> !Field.root(target).text("type").equals(TOKEN))
                    .flatMap(target -> missing(reference.keys(), target)));
  }

  private static Stream<Finding> missing(List<Field> keys, Manifest target) {
    Set<String> known = keys(target);
    return keys.stream().flatMap(key -> missing(key, known, target).stream());
  }

  private static Optional<Finding> missing(Field at, Set<String> known, Manifest target) {
    return at.text()
        .filter(key -> !known.contains(key))
        .map(key -> finding(at, key, known, target));
  }

  /** One without any key may be filled by a controller. */
  private static Finding finding(Field at, String key, Set<String> known, Manifest target) {
    String near = NearestName.hint(key, known);
    String all =
        known.isEmpty() ? "it has no keys: add it" : "its keys: " + String.join(", ", known);
    return at.finding(
        Rule.MISSING_KEY,
        known.isEmpty() ? Severity.WARNING : Severity.ERROR,
        "%s (%s) has no key '%s'".formatted(target.ref(), target.place(), key),
        near.isEmpty() ? all : near);
  }

  private static Set<String> keys(Manifest target) {
    Set<String> keys = new TreeSet<>();
    for (String map : List.of("data", "binaryData", "stringData")) {
      keys.addAll(Field.root(target).at(map).entries().keySet());
    }
    return keys;
  }
}
