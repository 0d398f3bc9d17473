package io.activo.deploy.git;

import java.util.List;
import java.util.Optional;

/**
 * What is being deployed: a commit, and the branch or tag that led to it.
 *
 * @param commit the full name of the commit, 40 or 64 hexadecimal digits; empty outside a checkout
 * @param branch the branch that is built, if any
 * @param tag the git tag that is built, if any
 * @param changed files that differ from the commit, or are new and not ignored; paths from the top
 *     of the checkout, as git writes them
 */
public record Revision(
    Optional<String> commit, Optional<String> branch, Optional<String> tag, List<String> changed) {
  public Revision {
    changed = List.copyOf(changed);
  }

  /** Nothing is known. */
  public static Revision unknown() {
    return new Revision(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /** The commit's first seven digits. */
  public Optional<String> shortCommit() {
    return commit.map(name -> name.substring(0, Math.min(7, name.length())));
  }

  /** Whether what is there is in no commit. */
  public boolean dirty() {
    return !changed.isEmpty();
  }

  /** The commit, with {@code -dirty} behind it when the tree is. */
  public Optional<String> name() {
    return commit.map(name -> dirty() ? name + "-dirty" : name);
  }
}
