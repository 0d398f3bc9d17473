package io.activo.deploy.template;

import java.util.Arrays;

/** The <code>${</code> that are not closed yet, innermost last. */
final class OpenBraces {

  /** What stands between the braces. */
  enum Kind {
    /** The word of a form. */
    WORD,
    /** Text that stays as it is written. */
    TEXT,
    /** Something that the dialect does not allow, which is told already. */
    BROKEN
  }

  private int[] offsets = new int[8];
  private Kind[] kinds = new Kind[8];
  private int depth;

  void push(int offset, Kind kind) {
    if (depth == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * depth);
      kinds = Arrays.copyOf(kinds, 2 * depth);
    }
    offsets[depth] = offset;
    kinds[depth] = kind;
    depth++;
  }

  /** Takes the innermost one out. */
  Kind pop() {
    return kinds[--depth];
  }

  boolean isEmpty() {
    return depth == 0;
  }

  int depth() {
    return depth;
  }

  /** Where the innermost one begins. */
  int offset() {
    return offsets[depth - 1];
  }

  Kind kind() {
    return kinds[depth - 1];
  }
}
