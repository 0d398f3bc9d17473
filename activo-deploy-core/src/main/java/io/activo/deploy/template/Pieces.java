package io.activo.deploy.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps a rendered text, and where each piece of it comes from. */
final class Pieces implements Sink {
  private final byte[] rendered;
  private final List<Piece> pieces = new ArrayList<>();
  private int length;

  Pieces(int length) {
    this.rendered = new byte[length];
  }

  @Override
  public void text(byte[] template, int from, int to) {
    add(template, from, to, new Piece(length, length + to - from, from, Optional.empty()));
  }

  @Override
  public void value(byte[] value, int at, String name) {
    add(value, 0, value.length, new Piece(length, length + value.length, at, Optional.of(name)));
  }

  private void add(byte[] bytes, int from, int to, Piece piece) {
    System.arraycopy(bytes, from, rendered, length, to - from);
    length += to - from;
    pieces.add(piece);
  }

  Rendered rendered(String file, byte[] template) {
    return new Rendered(file, template, rendered, pieces);
  }
}
