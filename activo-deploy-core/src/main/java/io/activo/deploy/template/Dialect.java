package io.activo.deploy.template;

/** Which marks of a text are references to variables, and what an unset variable means. */
public enum Dialect {
  /** Not a template: every byte is copied. */
  NONE,

  /**
   * {@code $NAME}, <code>${NAME}</code> and the eight {@linkplain Form forms}; an unset variable is
   * an error, and so is every other text that begins with <code>${</code>. What else begins with
   * {@code $} is text: {@code $1}, {@code $$}, {@code $(NAME)}. The word of a form is taken as it
   * stands: quotes and backslashes are text, references in it are replaced, and a <code>}</code>
   * ends it.
   */
  STRICT,

  /**
   * What GNU envsubst 0.21 does, byte for byte: {@code $NAME} and <code>${NAME}</code>, an unset
   * variable is empty, every other text stays as it is.
   */
  GNU,

  /**
   * What bash 5.2 makes of an unquoted here-document, as far as {@code $NAME}, <code>${NAME}</code>
   * and the eight {@linkplain Form forms} go: a backslash keeps {@code $}, {@code `}, {@code \} and
   * joins lines; in the word of a form quotes and backslashes count as bash counts them; an unset
   * variable is empty. Nothing is executed and no other expansion is done: <code>$(…)</code>,
   * backquotes, {@code $1}, <code>${A%x}</code> and their like are errors.
   */
  BASH
}
