package io.activo.deploy.envfile;

/** A part of a text, from an offset up to another. */
record Span(int from, int to) {
  Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("a span runs forward: " + from + " to " + to);
    }
  }

  static Span at(int offset) {
    return new Span(offset, offset);
  }

  String of(String text) {
    return text.substring(from, to);
  }
}
