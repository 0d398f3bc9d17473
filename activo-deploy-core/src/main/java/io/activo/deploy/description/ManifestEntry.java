package io.activo.deploy.description;

import java.util.Optional;

/**
 * One entry of {@code manifests} or {@code shared}.
 *
 * @param path a file, a folder or a pattern
 * @param templates how its files are rendered
 * @param variables every variable that they may ask for
 * @param namespace where its objects go that name none themselves; the environment's when empty
 * @param suffix what the names of its objects end in
 * @param shared whether other apps apply these objects too
 */
public record ManifestEntry(
    Text path,
    TemplatesDescription templates,
    Variables variables,
    Optional<Text> namespace,
    Optional<Text> suffix,
    boolean shared) {

  /** Whether another entry may name the same file: it makes other objects of it. */
  public boolean differsFrom(ManifestEntry other) {
    return !namespace.map(Text::value).equals(other.namespace.map(Text::value))
        || !suffix.map(Text::value).equals(other.suffix.map(Text::value));
  }
}
