package io.activo.deploy.image.context;

import java.util.BitSet;
import java.util.List;

/**
 * Which paths of a build context stay behind: the patterns of a .dockerignore, as
 * moby/patternmatcher 0.6 decides. The last pattern that matches a path or one of its parent
 * folders wins.
 */
record DockerIgnore(List<IgnorePattern> patterns) {
  DockerIgnore {
    patterns = List.copyOf(patterns);
  }

  /**
   * What was decided for a folder. Which patterns matched it is kept, since they match all below it
   * as well; as in moby's walk, a pattern that was passed over for the folder is never held against
   * the folder's path again.
   *
   * @param root whether nothing was decided: for what lies directly in the context
   */
  record Verdict(boolean excluded, boolean root, BitSet matched) {
    static Verdict ofRoot() {
      return new Verdict(false, true, new BitSet());
    }
  }

  /** The decisions of a list of patterns, of which none has an {@link IgnoreFile#fault}. */
  static DockerIgnore of(List<String> patterns) {
    return new DockerIgnore(
        patterns.stream()
            .map(IgnoreFile::trim)
            .filter(pattern -> !pattern.isEmpty())
            .map(GoPath::clean)
            .map(DockerIgnore::pattern)
            .toList());
  }

  private static IgnorePattern pattern(String text) {
    boolean exception = text.startsWith("!");
    return IgnorePattern.of(exception ? text.substring(1) : text, exception);
  }

  /** Whether a path, relative and with slashes, stays behind ({@code MatchesOrParentMatches}). */
  boolean excludes(String path) {
    return judge(path, Verdict.ofRoot()).excluded();
  }

  /** The same for a path in a folder of which it is known ({@code MatchesUsingParentResults}). */
  Verdict judge(String path, Verdict folder) {
    BitSet matched = new BitSet();
    boolean excluded = false;
    for (int i = 0; i < patterns.size(); i++) {
      IgnorePattern pattern = patterns.get(i);
      boolean asked = pattern.exception() == excluded;
      if (folder.matched().get(i) || (asked && matches(pattern, path, folder.root()))) {
        matched.set(i);
        excluded = !pattern.exception();
      }
    }
    return new Verdict(excluded, false, matched);
  }

  private static boolean matches(IgnorePattern pattern, String path, boolean parentsToo) {
    return pattern.matches(path) || (parentsToo && matchesParent(pattern, path));
  }

  private static boolean matchesParent(IgnorePattern pattern, String path) {
    String parent = GoPath.clean(path.substring(0, path.lastIndexOf('/') + 1));
    if (parent.equals(".")) {
      return false;
    }
    int slash = parent.indexOf('/');
    while (slash >= 0 && !pattern.matches(parent.substring(0, slash))) {
      slash = parent.indexOf('/', slash + 1);
    }
    return slash >= 0 || pattern.matches(parent);
  }

  /**
   * Whether the classic client looks into a folder that stays behind: only if an exception begins
   * with the folder's path, compared as text, wildcards and all (moby/go-archive).
   */
  boolean mayHoldExceptions(String folder) {
    return patterns.stream()
        .anyMatch(
            pattern -> pattern.exception() && (pattern.glob() + "/").startsWith(folder + "/"));
  }
}
