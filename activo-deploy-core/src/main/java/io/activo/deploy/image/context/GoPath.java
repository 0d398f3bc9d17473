package io.activo.deploy.image.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/** The two functions of Go's {@code path/filepath} (1.24, Unix) that a .dockerignore goes by. */
final class GoPath {
  private GoPath() {}

  /**
   * The shortest path that means the same ({@code filepath.Clean}): without empty parts, {@code .}
   * and, where something stands before it, {@code ..}; {@code .} for an empty path.
   */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        climb(parts, rooted);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }

  private static void climb(Deque<String> parts, boolean rooted) {
    if (!parts.isEmpty() && !parts.getLast().equals("..")) {
      parts.removeLast();
    } else if (!rooted) {
      parts.addLast("..");
    }
  }

  /**
   * Where a pattern is malformed by {@code filepath.Match}: the index of the class that is not
   * closed or not well formed, or of a lone backslash at the end. Empty for a good pattern.
   */
  static OptionalInt malformedAt(String pattern) {
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int next = c == '[' ? afterClass(pattern, at + 1) : at + (c == '\\' ? 2 : 1);
      if (next < 0 || next > pattern.length()) {
        return OptionalInt.of(at);
      }
      at = next;
    }
    return OptionalInt.empty();
  }

  private static int afterClass(String pattern, int start) {
    int at = start < pattern.length() && pattern.charAt(start) == '^' ? start + 1 : start;
    boolean first = true;
    while (at >= 0 && at < pattern.length()) {
      if (pattern.charAt(at) == ']' && !first) {
        return at + 1;
      }
      at = afterCharacter(pattern, at);
      if (at >= 0 && pattern.charAt(at) == '-') {
        at = afterCharacter(pattern, at + 1);
      }
      first = false;
    }
    return -1;
  }

  /** Behind one character of a class; -1 where none may stand, or where nothing follows it. */
  private static int afterCharacter(String pattern, int start) {
    if (start >= pattern.length() || "-]".indexOf(pattern.charAt(start)) >= 0) {
      return -1;
    }
    int at = pattern.charAt(start) == '\\' ? start + 1 : start;
    if (at >= pattern.length()) {
      return -1;
    }
    int next = at + Character.charCount(pattern.codePointAt(at));
    return next < pattern.length() ? next : -1;
  }
}
