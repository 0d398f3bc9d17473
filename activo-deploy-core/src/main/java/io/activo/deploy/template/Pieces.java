package io.activo.deploy.template;

import io.activo.deploy.template.Origin.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps a rendered text, and where each piece of it comes from. */
final class Pieces implements Sink {
  private final List<Piece> pieces = new ArrayList<>();
  private byte[] rendered;
  private int length;

  /** Expects a text of a length. */
  Pieces(int length) {
    this.rendered = new byte[length];
  }

  @Override
  public void text(byte[] template, int from, int to) {
    add(template, from, to, new Origin(from, Kind.TEXT, ""));
  }

  @Override
  public void word(byte[] template, int from, int to, String name) {
    add(template, from, to, new Origin(from, Kind.WORD, name));
  }

  @Override
  public void value(byte[] value, int at, String name) {
    add(value, 0, value.length, new Origin(at, Kind.VALUE, name));
  }

  void add(byte[] bytes, int from, int to, Origin origin) {
    int needed = Math.addExact(length, to - from);
    if (needed > rendered.length) {
      rendered =
          Arrays.copyOf(rendered, Math.max(needed, rendered.length + (rendered.length >> 1)));
    }
    System.arraycopy(bytes, from, rendered, length, to - from);
    pieces.add(new Piece(length, length + to - from, origin));
    length += to - from;
  }

  Rendered rendered(String file, byte[] template) {
    return new Rendered(file, template, Arrays.copyOf(rendered, length), pieces);
  }
}
