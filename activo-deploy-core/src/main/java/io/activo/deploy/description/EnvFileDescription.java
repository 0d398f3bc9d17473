package io.activo.deploy.description;

import io.activo.deploy.envfile.EnvFileDialect;
import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.envfile.Guard;
import io.activo.deploy.envfile.KeyPatterns;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The env-file.
 *
 * @param path its place in the build context
 * @param dialect which program reads it
 * @param from where its entries come from, a later one wins
 * @param patterns which names of the environment are taken
 * @param rewrite what is changed in it
 * @param guard what may not appear in the result
 * @param setAt where the description sets a key
 * @param secret the Secret that is made of it; it goes into images when empty
 */
public record EnvFileDescription(
    Text path,
    EnvFileDialect dialect,
    List<Source> from,
    KeyPatterns patterns,
    EnvFileRewrite rewrite,
    Guard guard,
    Map<String, Place.InText> setAt,
    Optional<Text> secret) {
  public EnvFileDescription {
    from = List.copyOf(from);
    setAt = Map.copyOf(setAt);
  }

  /** Where entries come from. */
  public sealed interface Source {
    /** The variables of this process. */
    record Environment() implements Source {}

    /** A file, relative to the description. */
    record File(Text path) implements Source {}
  }

  /** What must not be shown of it, and is no variable. */
  public List<Secret> secrets() {
    return rewrite.database().password().stream().toList();
  }
}
