package io.activo.deploy.template;

/**
 * Where a part of a rendered text comes from.
 *
 * @param at the place in the template, in bytes: of the text itself, or of the reference of which
 *     it is the value
 * @param name the variable that it is the value of, or whose form has it as its word; empty for
 *     other text
 */
record Origin(int at, Kind kind, String name) {

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

  /** The origin of what stands some bytes behind the beginning of the part. */
  int behind(int bytes) {
    boolean copied = kind == Kind.TEXT || kind == Kind.WORD;
    return copied ? at + bytes : at;
  }
}
