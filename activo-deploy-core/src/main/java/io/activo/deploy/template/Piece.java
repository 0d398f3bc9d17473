package io.activo.deploy.template;

/**
 * A part of a rendered text.
 *
 * @param from where it begins in the rendered text, in bytes
 * @param to where it ends there
 * @param at where it comes from in the template, in bytes: the text itself, or the reference of
 *     which it is the value
 * @param name the variable that it is the value of, or whose form has it as its word; empty for
 *     other text
 */
record Piece(int from, int to, int at, Kind kind, String name) {

  /** What a part is. */
  enum Kind {
    /** Text of the template, copied. */
    TEXT,
    /** The word of a form, or a part of it, copied. */
    WORD,
    /** The value of a variable. */
    VALUE,
    /** What stands in the place of text of the template. */
    EDIT
  }

  /** Where in the template the text at an offset of this piece comes from. */
  int origin(int offset) {
    boolean copied = kind == Kind.TEXT || kind == Kind.WORD;
    return copied ? at + offset - from : at;
  }

  boolean isValue() {
    return kind == Kind.VALUE;
  }
}
