package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.problem.DeployException;
import java.util.List;
import java.util.Optional;

/**
 * The objects of one entry of {@code manifests}, and what the entry asks for.
 *
 * @param manifests as they were read
 * @param namespace where its objects go; one that names another namespace itself is refused
 * @param suffix what is put behind the name of each object, {@code -canary}: the same templates can
 *     be applied twice. Only names change, and the references among the objects of the entry;
 *     labels and selectors, by which the two are told apart, come from the entry's variables
 */
public record ManifestEntry(
    List<Manifest> manifests, Optional<PlacedText> namespace, Optional<PlacedText> suffix) {

  /**
   * @throws DeployException if the namespace or the suffix can stand in no name
   */
  public ManifestEntry {
    manifests = List.copyOf(manifests);
    namespace
        .filter(text -> !ObjectNames.isNamespace(text.value()))
        .ifPresent(
            text -> {
              throw text.refused(
                  "'" + text + "' is no name of a namespace",
                  "use lower-case letters, digits and '-', at most 63");
            });
    suffix
        .filter(text -> !ObjectNames.isSuffix(text.value()))
        .ifPresent(
            text -> {
              throw text.refused(
                  "'" + text + "' cannot end a name",
                  "use lower-case letters, digits, '-' and '.', with a letter or a digit last");
            });
  }

  /** Objects of which the entry asks nothing. */
  public static ManifestEntry of(List<Manifest> manifests) {
    return new ManifestEntry(manifests, Optional.empty(), Optional.empty());
  }
}
