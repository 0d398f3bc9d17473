package io.activo.deploy.envfile;

import java.util.Optional;

/**
 * A value without its quotes and escapes.
 *
 * @param text the value; where it is interpolated still with its references, and {@code $$} for a
 *     dollar sign
 * @param interpolated whether references in it are replaced by the values of variables
 */
record Content(String text, boolean interpolated) {

  static Content literal(String text) {
    return new Content(text, false);
  }

  static Content template(String text) {
    return new Content(text, true);
  }

  /** The value whatever the environment; empty where it refers to a variable. */
  Optional<String> literal() {
    return interpolated ? ComposeTemplate.parse(text).literal() : Optional.of(text);
  }

  /** Whether both are the same value in every environment. */
  boolean isSameAs(Content other) {
    Optional<String> literal = literal();
    return literal.equals(other.literal()) && (literal.isPresent() || equals(other));
  }

  /** The value as people would read it: references as they stand, everything else resolved. */
  String readable() {
    return literal().orElse(text);
  }

  /** Says nothing: the value may be a secret. */
  @Override
  public String toString() {
    return "Content";
  }
}
