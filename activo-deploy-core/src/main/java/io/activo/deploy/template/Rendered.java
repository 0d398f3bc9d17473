package io.activo.deploy.template;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Places;
import io.activo.deploy.template.Origin.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  private final List<Piece> values;
  private final Lines templateLines;
  private final Lines lines;

  Rendered(String file, byte[] template, byte[] bytes, List<Piece> pieces) {
    this.file = file;
    this.template = template;
    this.bytes = bytes;
    this.pieces = List.copyOf(pieces);
    this.values = pieces.stream().filter(Piece::isValue).toList();
    this.templateLines = new Lines(file, template);
    this.lines = new Lines(file, bytes);
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
    for (Piece piece : values) {
      int length = piece.to() - piece.from();
      String value = new String(bytes, piece.from(), length, StandardCharsets.UTF_8);
      insertions.add(
          new Insertion(insertions.size(), piece.name(), value, piece.from(), piece.to()));
    }
    return insertions;
  }

  /**
   * The same text with other values in the same places.
   *
   * @param values what stands in the place of each value
   */
  public Rendered with(Function<Insertion, String> values) {
    return edited(
        insertions().stream()
            .map(value -> new Edit(value.from(), value.to(), values.apply(value)))
            .toList());
  }

  /**
   * The same text with some parts replaced; what stands in the place of a part comes from where the
   * part did.
   *
   * @param edits in the order of the text; each the whole of a value, or some of the text between
   *     two values
   */
  public Rendered edited(List<Edit> edits) {
    Pieces edited = new Pieces(bytes.length);
    int next = 0;
    int done = 0;
    for (Piece piece : pieces) {
      int first = next;
      while (next < edits.size()
          && beginsIn(piece, edits.get(next))
          && (next == first || !piece.isValue())) {
        Edit edit = edits.get(next++);
        if (edit.from() > Math.max(done, piece.from())) {
          copy(piece, Math.max(done, piece.from()), edit.from(), edited);
        }
        byte[] text = edit.text().getBytes(StandardCharsets.UTF_8);
        Kind kind = piece.isValue() ? Kind.VALUE : Kind.EDIT;
        edited.add(text, 0, text.length, new Origin(piece.origin(edit.from()), kind, piece.name()));
        done = edit.to();
      }
      if (next == first || done < piece.to()) {
        copy(piece, Math.max(done, piece.from()), piece.to(), edited);
      }
    }
    return edited.rendered(file, template);
  }

  /** An empty value is in its own piece, not in the text around it. */
  private static boolean beginsIn(Piece piece, Edit edit) {
    boolean ofEmptyValue = edit.from() == edit.to();
    return ofEmptyValue
        ? piece.from() == edit.from() && piece.to() == edit.from()
        : piece.from() <= edit.from() && edit.from() < piece.to();
  }

  private void copy(Piece piece, int from, int to, Pieces edited) {
    boolean emptyValue = piece.isValue() && piece.from() == piece.to();
    if (to > from || emptyValue) {
      Origin source = piece.source();
      edited.add(bytes, from, to, new Origin(piece.origin(from), source.kind(), source.name()));
    }
  }

  /** The variables whose values or forms any of the text between two offsets comes from. */
  public Set<String> sources(int from, int to) {
    return pieces.stream()
        .filter(piece -> piece.from() <= to && piece.to() >= from && !piece.name().isEmpty())
        .filter(piece -> piece.to() > from || piece.from() == piece.to())
        .filter(piece -> piece.from() < to || piece.from() == piece.to())
        .map(Piece::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The place in the template from which the text at a line and column comes. */
  public Places places() {
    return (line, column) -> place(lines.offset(line, column));
  }

  /** The place in the template from which the text at an offset, in bytes, comes. */
  public Place.InText place(int offset) {
    return templateLines.place(origin(offset));
  }

  /** The line of the template from which the text at an offset comes, and a caret below it. */
  public List<String> excerpt(int offset) {
    return templateLines.excerpt(origin(offset));
  }

  /** The place of the reference that a value stands for. */
  public Place.InText place(Insertion value) {
    return templateLines.place(values.get(value.index()).source().at());
  }

  /** The line of that reference, and a caret below it. */
  public List<String> excerpt(Insertion value) {
    return templateLines.excerpt(values.get(value.index()).source().at());
  }

  /** Whether any of the text comes from a value or a form, and not from the template as it is. */
  public boolean isSubstituted() {
    return pieces.stream().anyMatch(piece -> !piece.name().isEmpty());
  }

  /** The text from an offset to the end of its line. */
  public String line(int offset) {
    int end = offset;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
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
    return Math.min(pieces.get(low).origin(offset), template.length);
  }
}
