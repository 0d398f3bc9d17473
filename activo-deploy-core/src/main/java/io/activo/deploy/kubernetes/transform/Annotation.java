package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code annotations}: it is put on every object, not on pod templates.
 *
 * @param key {@code [prefix/]name}
 * @param value any text
 * @param at where it is asked for
 */
public record Annotation(String key, String value, Place.InText at) {
  private static final List<String> ANNOTATIONS = List.of("metadata", "annotations");

  /**
   * @throws DeployException if Kubernetes takes no such key
   */
  public Annotation {
    if (!ObjectNames.isAnnotationKey(key)) {
      throw new DeployException(
          Problem.of(
              "'" + key + "' is no key of an annotation",
              at,
              "write it like example.com/team: letters, digits, '-', '_' and '.'"));
    }
  }

  /** The manifest with it; an own value that differs is a problem. */
  Manifest on(Manifest manifest, Problems problems) {
    Optional<Object> own =
        Fields.maps(manifest.content(), ANNOTATIONS).stream()
            .flatMap(annotations -> Optional.ofNullable(annotations.get(key)).stream())
            .findFirst();
    own.filter(other -> !other.equals(value)).ifPresent(other -> problems.add(differs(manifest)));
    return own.isPresent()
        ? manifest
        : manifest.with(Fields.withAt(manifest.content(), ANNOTATIONS, key, value));
  }

  private Problem differs(Manifest manifest) {
    return Problem.of(
        "%s has another value of the annotation %s than %s asks for"
            .formatted(manifest.ref(), key, at),
        manifest.placeOf(FieldPath.of("metadata", "annotations", key)),
        "leave it out in one of the two places");
  }
}
