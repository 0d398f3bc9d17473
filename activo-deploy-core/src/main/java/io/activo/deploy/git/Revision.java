package io.activo.deploy.git;

import java.util.Optional;

/**
 * What is being deployed: a commit, and the branch or tag that led to it.
 *
 * @param commit the full name of the commit, 40 or 64 hexadecimal digits; empty outside a checkout
 * @param branch the branch that is built, if any
 * @param tag the git tag that is built, if any
 * @param dirty whether files differ from the commit, or are new and not ignored
 */
public record Revision(
    Optional<String> commit, Optional<String> branch, Optional<String> tag, boolean dirty) {

  /** Nothing is known. */
  public static Revision unknown() {
    return new Revision(Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /** The commit's first seven digits. */
  public Optional<String> shortCommit() {
    return commit.map(name -> name.substring(0, Math.min(7, name.length())));
  }

  /** The commit, with {@code -dirty} behind it when the tree is. */
  public Optional<String> name() {
    return commit.map(name -> dirty ? name + "-dirty" : name);
  }
}
