package io.activo.deploy.description;

import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.envfile.KeyPatterns;
import java.util.List;

/**
 * The env-file that goes into the image.
 *
 * @param path its place in the build context
 * @param from where its entries come from, a later one wins
 * @param patterns which names of the environment are taken
 * @param rewrite what is changed in it
 */
public record EnvFileDescription(
    Text path, List<Source> from, KeyPatterns patterns, EnvFileRewrite rewrite) {

  /** Where entries come from. */
  public sealed interface Source {
    /** The variables of this process. */
    record Environment() implements Source {}

    /** A file, relative to the description. */
    record File(Text path) implements Source {}
  }
}
