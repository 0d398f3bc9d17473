package io.activo.deploy.template;

/** Which marks of a text are references to variables, and what an unset variable means. */
public enum Dialect {
  /** Not a template: every byte is copied. */
  NONE,

  /**
   * {@code $NAME} and <code>${NAME}</code>; an unset variable is an error, and so is every other
   * text that begins with <code>${</code>.
   */
  STRICT,

  /**
   * What GNU envsubst 0.21 does, byte for byte: {@code $NAME} and <code>${NAME}</code>, an unset
   * variable is empty, every other text stays as it is.
   */
  GNU
}
