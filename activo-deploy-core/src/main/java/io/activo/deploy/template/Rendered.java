package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Places;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A rendered text that knows where each part of it comes from, so that what is found in it is told
 * at its place in the template. Immutable as long as nobody changes its arrays. Not for use by
 * several threads.
 */
public final class Rendered {
  private final String file;
  private final byte[] template;
  private final byte[] bytes;
  private final List<Piece> pieces;
  private final Lines templateLines;
  private final Lines lines;

  Rendered(String file, byte[] template, byte[] bytes, List<Piece> pieces) {
    this.file = file;
    this.template = template;
    this.bytes = bytes;
    this.pieces = List.copyOf(pieces);
    this.templateLines = new Lines(template);
    this.lines = new Lines(bytes);
  }

  /** A text that is no template: every part of it comes from where it stands. */
  public static Rendered verbatim(String file, byte[] text) {
    Template template = Template.read(file, text, TemplateRules.of(Dialect.NONE));
    return template.rendered(Variables.of(Map.of()));
  }

  /** The name of the template in problems. */
  public String file() {
    return file;
  }

  /** The text. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The values in it, in the order of the text. */
  public List<Insertion> insertions() {
    List<Insertion> insertions = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece.name().isPresent()) {
        insertions.add(insertion(insertions.size(), piece));
      }
    }
    return insertions;
  }

  private Insertion insertion(int index, Piece piece) {
    int length = piece.to() - piece.from();
    String value = new String(bytes, piece.from(), length, StandardCharsets.UTF_8);
    return new Insertion(index, piece.name().orElseThrow(), value, piece.from(), piece.to());
  }

  /**
   * The same text with other values in the same places.
   *
   * @param values what stands in the place of each value
   */
  public Rendered with(Function<Insertion, String> values) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length);
    List<Piece> moved = new ArrayList<>();
    int index = 0;
    for (Piece piece : pieces) {
      int from = text.size();
      if (piece.name().isPresent()) {
        String value = values.apply(insertion(index++, piece));
        text.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      } else {
        text.write(bytes, piece.from(), piece.to() - piece.from());
      }
      moved.add(new Piece(from, text.size(), piece.at(), piece.name()));
    }
    return new Rendered(file, template, text.toByteArray(), moved);
  }

  /** The place in the template from which the text at a line and column comes. */
  public Places places() {
    return (line, column) -> place(lines.offset(line, column));
  }

  /** The place in the template from which the text at an offset, in bytes, comes. */
  public Place.InText place(int offset) {
    return templateLines.place(file, origin(offset));
  }

  /** The line of the template from which the text at an offset comes, and a caret below it. */
  public List<String> excerpt(int offset) {
    Positions positions = new Positions(file, template);
    positions.at(origin(offset));
    return positions.excerpt();
  }

  /** The offset, in bytes, of a line and column of the rendered text, both counted from 1. */
  public int offset(int line, int column) {
    return lines.offset(line, column);
  }

  /** An empty piece is never meant: the one behind it begins at the same offset. */
  private int origin(int offset) {
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pieces.get(middle).from() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (pieces.isEmpty()) {
      return 0;
    }
    Piece piece = pieces.get(low);
    int origin = piece.name().isPresent() ? piece.at() : piece.at() + offset - piece.from();
    return Math.min(origin, template.length);
  }
}
