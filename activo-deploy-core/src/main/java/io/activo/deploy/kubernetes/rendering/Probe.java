package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Places;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A document as its author meant it: with a harmless word in the place of each value. Whatever a
 * rendered document has otherwise than this one, a value did.
 */
final class Probe {
  private final Tokens tokens;
  private final List<Insertion> values;
  private final List<YamlNode> documents;
  private final Rendered text;
  private final Map<Integer, Spot> spots = new HashMap<>();

  /**
   * Where a value stands.
   *
   * @param scalar the scalar that it stands in
   * @param column how many characters of the scalar's line stand before it
   */
  record Spot(YamlNode.YamlScalar scalar, int column) {}

  private Probe(Tokens tokens, List<Insertion> values, Rendered text, List<YamlNode> documents) {
    this.tokens = tokens;
    this.values = values;
    this.text = text;
    this.documents = documents;
    documents.forEach(this::find);
  }

  /** The probe of a rendered text; empty where its words alone make no document. */
  static Optional<Probe> of(Rendered rendered, ValueRules rules) {
    Tokens tokens = Tokens.of(rendered);
    List<Insertion> values = rendered.insertions();
    Rendered text =
        rendered.with(
            value -> rules.raw().contains(value.name()) ? value.value() : tokens.token(value));
    return parse(text).map(documents -> new Probe(tokens, values, text, documents));
  }

  /** The documents of a text, with positions in the text itself; empty if it is no YAML. */
  static Optional<List<YamlNode>> parse(Rendered text) {
    try {
      return Optional.of(
          Yaml.documents(Places.in(text.file()), new String(text.bytes(), StandardCharsets.UTF_8)));
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  private void find(YamlNode document) {
    List<YamlNode.YamlScalar> all = new ArrayList<>();
    collect(document, all);
    for (YamlNode.YamlScalar scalar : all) {
      Matcher found = tokens.pattern().matcher(scalar.text());
      while (found.find()) {
        int line = scalar.text().lastIndexOf('\n', found.start()) + 1;
        spots.put(Tokens.index(found), new Spot(scalar, found.start() - line));
      }
    }
  }

  Tokens tokens() {
    return tokens;
  }

  /** The text with words in the place of values. */
  Rendered text() {
    return text;
  }

  List<Insertion> values() {
    return values;
  }

  /** Where a value stands; empty for one in a comment, an anchor or a tag. */
  Optional<Spot> spot(int value) {
    return Optional.ofNullable(spots.get(value));
  }

  /** The scalar that a value stands in. */
  Optional<YamlNode.YamlScalar> scalar(int value) {
    return spot(value).map(Spot::scalar);
  }

  /** The scalar that stands where another document of the same shape has one. */
  Optional<YamlNode.YamlScalar> counterpart(YamlNode.YamlScalar scalar, List<YamlNode> others) {
    List<YamlNode.YamlScalar> theirs = new ArrayList<>();
    List<YamlNode.YamlScalar> ours = new ArrayList<>();
    others.forEach(document -> collect(document, theirs));
    documents.forEach(document -> collect(document, ours));
    int index = theirs.indexOf(scalar);
    return index >= 0 && index < ours.size() ? Optional.of(ours.get(index)) : Optional.empty();
  }

  private static void collect(YamlNode node, List<YamlNode.YamlScalar> scalars) {
    if (node instanceof YamlNode.YamlMap map) {
      flat(map).forEach(part -> collect(part, scalars));
    } else if (node instanceof YamlNode.YamlList list) {
      list.items().forEach(item -> collect(item, scalars));
    } else if (node instanceof YamlNode.YamlScalar scalar) {
      scalars.add(scalar);
    }
  }

  /**
   * Whether a rendered text is this document with values in the place of words, each read as the
   * text that it is.
   *
   * @param expected what stands in the place of a word
   */
  boolean matches(Rendered rendered, Tokens.Replacement expected) {
    return parse(rendered).filter(read -> matches(documents, read, expected)).isPresent();
  }

  private boolean matches(List<YamlNode> wanted, List<YamlNode> read, Tokens.Replacement expected) {
    boolean equal = wanted.size() == read.size();
    for (int i = 0; equal && i < wanted.size(); i++) {
      equal = matches(wanted.get(i), read.get(i), expected);
    }
    return equal;
  }

  private boolean matches(YamlNode wanted, YamlNode read, Tokens.Replacement expected) {
    if (wanted instanceof YamlNode.YamlMap map) {
      return read instanceof YamlNode.YamlMap other && matches(flat(map), flat(other), expected);
    }
    if (wanted instanceof YamlNode.YamlList list) {
      return read instanceof YamlNode.YamlList other
          && matches(list.items(), other.items(), expected);
    }
    YamlNode.YamlScalar scalar = (YamlNode.YamlScalar) wanted;
    return read instanceof YamlNode.YamlScalar other
        && text(scalar, tokens.replace(scalar.text(), expected)).equals(text(other, other.text()));
  }

  private static List<YamlNode> flat(YamlNode.YamlMap map) {
    List<YamlNode> flat = new ArrayList<>();
    for (YamlNode.Entry entry : map.entries()) {
      flat.add(entry.key());
      flat.add(entry.value());
    }
    return flat;
  }

  /** The line breaks at the end of a block are the block's, not the value's. */
  private static String text(YamlNode.YamlScalar scalar, String text) {
    int end = text.length();
    while (scalar.style().isBlock() && end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }
}
