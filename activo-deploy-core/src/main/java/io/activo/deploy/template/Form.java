package io.activo.deploy.template;

import java.util.Optional;

/**
 * A reference with a word, <code>${NAME:-word}</code>, of POSIX's parameter expansion (The Open
 * Group Base Specifications, 2.6.2). With a colon an empty variable counts as an unset one. The
 * word is looked at only where it is needed.
 *
 * @param operator what is done with the word
 * @param colon whether an empty value counts as none
 */
record Form(Operator operator, boolean colon) {

  /** What a form does. */
  enum Operator {
    /** The word in place of a value that is not set. */
    DEFAULT('-'),
    /** The same, and later references in the text find the word as the variable's value. */
    ASSIGN('='),
    /** The word in place of a value that is set, else nothing. */
    ALTERNATIVE('+'),
    /** An error with the word as its message where the value is not set. */
    REQUIRED('?');

    private final char sign;

    Operator(char sign) {
      this.sign = sign;
    }
  }

  /** The form whose sign stands at an offset; empty when none does. */
  static Optional<Form> at(byte[] text, int offset, int limit) {
    boolean colon = offset < limit && text[offset] == ':';
    int sign = colon ? offset + 1 : offset;
    for (Operator operator : Operator.values()) {
      if (sign < limit && text[sign] == operator.sign) {
        return Optional.of(new Form(operator, colon));
      }
    }
    return Optional.empty();
  }

  /** How many bytes its sign has. */
  int length() {
    return colon ? 2 : 1;
  }

  /** The sign as it is written. */
  String sign() {
    return (colon ? ":" : "") + operator.sign;
  }
}
