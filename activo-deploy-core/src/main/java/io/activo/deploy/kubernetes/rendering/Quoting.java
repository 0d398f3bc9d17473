package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.template.Edit;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import io.activo.deploy.yaml.YamlNode.YamlScalar.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Writes values of a document so that they are read as the text that they are. */
final class Quoting {
  private final Probe probe;
  private final byte[] text;

  Quoting(Probe probe) {
    this.probe = probe;
    this.text = probe.text().bytes();
  }

  /**
   * The changes of the probe's text that put all values in.
   *
   * @param quoted the scalars whose values are quoted or escaped; the others get theirs as they are
   *     but for the indentation of a block
   * @param verbatim whether a block does not indent its values
   */
  List<Edit> edits(Collection<YamlScalar> quoted, boolean verbatim) {
    List<Edit> edits = new ArrayList<>();
    BitSet done = new BitSet(text.length);
    for (YamlScalar scalar : quoted) {
      if (scalar.plain()) {
        List<Edit> parts = quote(scalar);
        parts.forEach(part -> done.set(part.from(), part.to()));
        edits.addAll(parts);
      }
    }
    for (Insertion token : probe.text().insertions()) {
      if (!done.get(token.from())) {
        edits.add(new Edit(token.from(), token.to(), value(token, quoted, verbatim)));
      }
    }
    edits.sort(Comparator.comparingInt(Edit::from));
    return edits;
  }

  private String value(Insertion token, Collection<YamlScalar> quoted, boolean verbatim) {
    String value = probe.values().get(token.index()).value();
    if (!probe.isChecked(token.index())) {
      return value;
    }
    Probe.Spot spot = probe.spot(token.index()).orElse(null);
    if (spot == null) {
      return value;
    }
    if (spot.scalar().style().isBlock()) {
      return verbatim ? value : value.replace("\n", "\n" + indentation(token, spot));
    }
    if (!quoted.contains(spot.scalar())) {
      return value;
    }
    boolean single = spot.scalar().style() == Style.SINGLE_QUOTED;
    return single ? value.replace("'", "''") : escaped(value);
  }

  /** What stands before the lines of a block: its line in the text has it, its text has not. */
  private String indentation(Insertion token, Probe.Spot spot) {
    int line = token.from();
    while (line > 0 && text[line - 1] != '\n') {
      line--;
    }
    int before = new String(text, line, token.from() - line, StandardCharsets.UTF_8).length();
    return " ".repeat(Math.max(0, before - spot.column()));
  }

  /** A plain scalar that stands on one line, between double quotes; nothing for any other. */
  private List<Edit> quote(YamlScalar scalar) {
    byte[] written = scalar.text().getBytes(StandardCharsets.UTF_8);
    int from = behindProperties(probe.text().offset(scalar.at().line(), scalar.at().column()));
    int to = from + written.length;
    if (to > text.length || !Arrays.equals(written, 0, written.length, text, from, to)) {
      return List.of();
    }
    List<Edit> parts = parts(scalar.text(), from);
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Edit part = parts.get(i);
      String before = i == 0 ? "\"" : "";
      String behind = i == parts.size() - 1 ? "\"" : "";
      edits.add(new Edit(part.from(), part.to(), before + part.text() + behind));
    }
    return edits;
  }

  /** Behind the anchor and the tag of a scalar. */
  private int behindProperties(int from) {
    int at = from;
    while (at < text.length && (text[at] == '&' || text[at] == '!')) {
      while (at < text.length && text[at] > ' ') {
        at++;
      }
      while (at < text.length && (text[at] == ' ' || text[at] == '\t')) {
        at++;
      }
    }
    return at;
  }

  /** The scalar's values and the text between them, escaped. */
  private List<Edit> parts(String scalar, int begin) {
    List<Edit> parts = new ArrayList<>();
    Matcher token = probe.tokens().pattern().matcher(scalar);
    int from = begin;
    int copied = 0;
    while (token.find()) {
      from = addText(scalar.substring(copied, token.start()), from, parts);
      int to = from + token.group().length();
      String value = probe.values().get(Tokens.index(token)).value();
      parts.add(new Edit(from, to, escaped(value)));
      from = to;
      copied = token.end();
    }
    addText(scalar.substring(copied), from, parts);
    return parts;
  }

  private static int addText(String literal, int from, List<Edit> parts) {
    int to = from + literal.getBytes(StandardCharsets.UTF_8).length;
    if (to > from) {
      parts.add(new Edit(from, to, escaped(literal)));
    }
    return to;
  }

  /** A text between double quotes, so that YAML and JSON both read it back. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < ' ' || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029;
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (control || c == '\uFEFF') {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
