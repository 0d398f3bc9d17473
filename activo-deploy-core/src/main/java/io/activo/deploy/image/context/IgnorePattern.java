package io.activo.deploy.image.context;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One pattern of a .dockerignore, as moby/patternmatcher 0.6 means it.
 *
 * @param glob the pattern without its {@code !}, cleaned
 * @param exception whether it began with {@code !}: what it matches is sent after all
 * @param matcher whether a path, relative and with slashes, is matched
 */
record IgnorePattern(String glob, boolean exception, Predicate<String> matcher) {

  static IgnorePattern of(String glob, boolean exception) {
    return new IgnorePattern(glob, exception, Translation.of(glob).matcher(glob));
  }

  /**
   * @throws GoRegexp.Malformed if Go's regexp refuses what the pattern becomes; as in Go only when
   *     a path is held against it
   */
  boolean matches(String path) {
    return matcher.test(path);
  }

  /** What is wrong with the pattern, though Go finds it only when it is used; empty if nothing. */
  Optional<String> lateFault() {
    try {
      matches("x");
      return Optional.empty();
    } catch (GoRegexp.Malformed e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  @Override
  public String toString() {
    return (exception ? "!" : "") + glob;
  }

  /** How a pattern is compared; three kinds need no regular expression. */
  enum Kind {
    EXACT,
    PREFIX,
    SUFFIX,
    REGEXP
  }

  /**
   * A pattern as a regular expression of Go. A {@code *} in a class is translated too, as moby
   * does; what Go then makes of it is the meaning.
   */
  record Translation(Kind kind, String regexp) {

    static Translation of(String glob) {
      StringBuilder regexp = new StringBuilder("^");
      Kind kind = Kind.EXACT;
      int at = 0;
      while (at < glob.length()) {
        int c = glob.codePointAt(at);
        int start = at;
        at += Character.charCount(c);
        if (c == '*' && glob.startsWith("*", at)) {
          at += glob.startsWith("*/", at) ? 2 : 1;
          boolean last = at == glob.length();
          kind = doubleStar(kind, start == 0, last);
          regexp.append(last ? ".*" : "(.*/)?");
        } else if (c == '\\' && at < glob.length()) {
          int escaped = glob.codePointAt(at);
          at += Character.charCount(escaped);
          regexp.append('\\').appendCodePoint(escaped);
          kind = Kind.REGEXP;
        } else {
          kind = "*?[]".indexOf(c) >= 0 ? Kind.REGEXP : kind;
          append(regexp, c);
        }
      }
      return new Translation(kind, regexp.append('$').toString());
    }

    private static Kind doubleStar(Kind kind, boolean first, boolean last) {
      if (first) {
        return Kind.SUFFIX;
      }
      return last && kind == Kind.EXACT ? Kind.PREFIX : Kind.REGEXP;
    }

    private static void append(StringBuilder regexp, int c) {
      switch (c) {
        case '*' -> regexp.append("[^/]*");
        case '?' -> regexp.append("[^/]");
        case '.', '+', '(', ')', '|', '{', '}', '$' -> regexp.append('\\').appendCodePoint(c);
        default -> regexp.appendCodePoint(c);
      }
    }

    Predicate<String> matcher(String glob) {
      return switch (kind) {
        case EXACT -> glob::equals;
        case PREFIX -> path -> path.startsWith(glob.substring(0, glob.length() - 2));
        case SUFFIX -> suffix(glob.substring(2));
        case REGEXP -> regexpMatcher();
      };
    }

    private Predicate<String> regexpMatcher() {
      try {
        return GoRegexp.toJava(regexp).asPredicate();
      } catch (GoRegexp.Malformed e) {
        return path -> {
          throw e;
        };
      }
    }

    private static Predicate<String> suffix(String suffix) {
      return path -> path.endsWith(suffix) || suffix.equals("/" + path);
    }
  }
}
