package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether what is named is there: in the release, or beyond it. Where nobody can say, only a name
 * that is nearly one of the release is told.
 */
final class ReferenceCheck {
  private ReferenceCheck() {}

  static Stream<Finding> of(Release release) {
    return References.in(release).flatMap(reference -> check(reference, release).stream());
  }

  private static Optional<Finding> check(Reference reference, Release release) {
    ObjectRef target = reference.target();
    if (release.find(target).isPresent() || References.isAlwaysThere(target, release)) {
      return Optional.empty();
    }
    return switch (release.surroundings().objects().exists(target)) {
      case YES -> Optional.empty();
      case NO -> Optional.of(missing(reference, release));
      case UNKNOWN -> meant(reference, release).map(fix -> doubtful(reference, fix));
    };
  }

  private static Finding missing(Reference reference, Release release) {
    String fix =
        meant(reference, release)
            .or(() -> nearest(reference.target(), release))
            .orElse("apply it with this release, or correct the name");
    return reference
        .at()
        .finding(
            reference.rule(),
            reference.severity(),
            named(reference) + " is neither in this release nor in the cluster",
            fix);
  }

  private static Finding doubtful(Reference reference, String fix) {
    return reference
        .at()
        .finding(
            reference.rule(), Severity.WARNING, named(reference) + " is not in this release", fix);
  }

  private static String named(Reference reference) {
    ObjectRef target = reference.target();
    boolean elsewhere =
        !target.namespace().isEmpty() && !target.namespace().equals(reference.at().namespace());
    return target.kind()
        + " '"
        + target.name()
        + "'"
        + (elsewhere ? " of namespace " + target.namespace() : "");
  }

  /** The object that was most likely meant, as a question. */
  private static Optional<String> meant(Reference reference, Release release) {
    ObjectRef target = reference.target();
    List<Manifest> sameKind = release.ofKind(target);
    Optional<Manifest> typo =
        Typo.of(target.name(), names(in(target.namespace(), sameKind)))
            .flatMap(name -> named(name, in(target.namespace(), sameKind)));
    return typo.map(ReferenceCheck::question)
        .or(() -> named(target.name(), sameKind).map(ReferenceCheck::elsewhere))
        .or(() -> ofOtherKind(reference, release));
  }

  private static Optional<String> nearest(ObjectRef target, Release release) {
    List<Manifest> near = in(target.namespace(), release.ofKind(target));
    return NearestName.of(target.name(), names(near))
        .flatMap(name -> named(name, near))
        .map(ReferenceCheck::question);
  }

  /** An autoscaler's target may be of any kind, and of any group. */
  private static Optional<String> ofOtherKind(Reference reference, Release release) {
    ObjectRef target = reference.target();
    return release.pods(target.namespace()).stream()
        .filter(pods -> reference.rule() == Rule.HPA_TARGET)
        .map(PodTemplate::owner)
        .filter(owner -> owner.ref().name().equals(target.name()))
        .findFirst()
        .map(
            owner ->
                "did you mean %s of %s (%s)?"
                    .formatted(owner.ref(), owner.ref().apiVersion(), owner.place()));
  }

  private static String question(Manifest manifest) {
    return "did you mean '%s' (%s)?".formatted(manifest.ref().name(), manifest.place());
  }

  private static String elsewhere(Manifest manifest) {
    return "the one of this release is in namespace %s (%s)"
        .formatted(manifest.ref().namespace(), manifest.place());
  }

  private static List<Manifest> in(String namespace, List<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> manifest.ref().namespace().equals(namespace))
        .toList();
  }

  private static List<String> names(List<Manifest> manifests) {
    return manifests.stream().map(manifest -> manifest.ref().name()).toList();
  }

  private static Optional<Manifest> named(String name, List<Manifest> manifests) {
    return manifests.stream().filter(manifest -> manifest.ref().name().equals(name)).findFirst();
  }
}
