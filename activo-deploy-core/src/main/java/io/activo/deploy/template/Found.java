package io.activo.deploy.template;

/**
 * Told what a scanner finds in a text, in the order of the text; passes over what it leaves out.
 */
interface Found {
  /** Text between two offsets that is copied as it is. */
  default void text(int from, int to) {}

  /** A reference that begins at an offset, to the name with this number. */
  default void reference(int from, int name) {}

  /** A form that begins at an offset; its word follows, up to {@link #close}. */
  default void open(int from, int name, Form form) {}

  /** The end of the word of the form opened last. */
  default void close() {}

  /** Something that the dialect does not allow. */
  default void mistake(Mistake mistake) {}
}
