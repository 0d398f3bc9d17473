package io.activo.deploy.template;

import io.activo.deploy.template.Origin.Kind;

/**
 * A part of a rendered text.
 *
 * @param from where it begins in the rendered text, in bytes
 * @param to where it ends there
 */
record Piece(int from, int to, Origin source) {

  /** Where in the template the text at an offset of this piece comes from. */
  int origin(int offset) {
    return source.behind(offset - from);
  }

  boolean isValue() {
    return source.kind() == Kind.VALUE;
  }

  String name() {
    return source.name();
  }
}
