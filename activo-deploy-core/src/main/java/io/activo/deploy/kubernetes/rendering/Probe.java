package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Places;
import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private final Set<YamlScalar> keys = new HashSet<>();

  /** The values that have no word in their place: they may be anything. */
  private final Set<Integer> free;

  /**
   * Where a value stands.
   *
   * @param scalar the scalar that it stands in
   * @param column how many characters of the scalar's line stand before it
   * @param flow whether the scalar stands between braces or brackets
   */
  record Spot(YamlScalar scalar, int column, boolean flow) {}

  private Probe(Rendered rendered, Tokens tokens, Set<Integer> free, List<YamlNode> documents) {
    this.tokens = tokens;
    this.values = rendered.insertions();
    this.free = free;
    this.text = text(rendered, tokens, free);
    this.documents = documents;
    documents.forEach(document -> find(document, false));
  }

  /**
   * The probe of a rendered text; empty where its words alone make no document. A raw value in a
   * block is text like any other: nothing in it can break the document.
   */
  static Optional<Probe> of(Rendered rendered, ValueRules rules) {
    Tokens tokens = Tokens.of(rendered);
    Set<Integer> raw = new HashSet<>();
    for (Insertion value : rendered.insertions()) {
      if (rules.raw().contains(value.name())) {
        raw.add(value.index());
      }
    }
    Optional<Probe> ofWords = of(rendered, tokens, Set.of());
    if (raw.isEmpty()) {
      return ofWords;
    }
    ofWords.ifPresent(probe -> raw.removeIf(probe::isInBlock));
    return of(rendered, tokens, raw);
  }

  private static Optional<Probe> of(Rendered rendered, Tokens tokens, Set<Integer> free) {
    return parse(text(rendered, tokens, free))
        .map(documents -> new Probe(rendered, tokens, Set.copyOf(free), documents));
  }

  private static Rendered text(Rendered rendered, Tokens tokens, Set<Integer> free) {
    return rendered.with(
        value -> free.contains(value.index()) ? value.value() : tokens.token(value));
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

  private void find(YamlNode node, boolean flow) {
    if (node instanceof YamlMap map) {
      boolean inner = flow || begins('{', map);
      map.entries().forEach(entry -> keys.add(entry.key()));
      flat(map).forEach(each -> find(each, inner));
    } else if (node instanceof YamlList list) {
      boolean inner = flow || begins('[', list);
      list.items().forEach(each -> find(each, inner));
    } else if (node instanceof YamlScalar scalar && tokens.standIn(scalar.text())) {
      Matcher found = tokens.pattern().matcher(scalar.text());
      while (found.find()) {
        int line = scalar.text().lastIndexOf('\n', found.start()) + 1;
        spots.put(Tokens.index(found), new Spot(scalar, found.start() - line, flow));
      }
    }
  }

  private boolean begins(char sign, YamlNode node) {
    int offset = text.offset(node.at().line(), node.at().column());
    return text.line(offset).startsWith(String.valueOf(sign));
  }

  private boolean isInBlock(int value) {
    return scalar(value).filter(scalar -> scalar.style().isBlock()).isPresent();
  }

  Tokens tokens() {
    return tokens;
  }

  /** The text with words in the place of values. */
  Rendered text() {
    return text;
  }

  List<YamlNode> documents() {
    return documents;
  }

  List<Insertion> values() {
    return values;
  }

  /** Whether a value has a word in its place, so that it must be read as the text that it is. */
  boolean isChecked(int value) {
    return !free.contains(value);
  }

  /** Where a value stands; empty for one in a comment, an anchor or a tag. */
  Optional<Spot> spot(int value) {
    return Optional.ofNullable(spots.get(value));
  }

  /** Whether a value stands in a key. */
  boolean isInKey(int value) {
    return scalar(value).filter(keys::contains).isPresent();
  }

  /** The scalar that a value stands in. */
  Optional<YamlScalar> scalar(int value) {
    return spot(value).map(Spot::scalar);
  }

  /** A text of this document with the references as they are written in place of words. */
  String named(String words) {
    return tokens.replace(words, index -> "${" + values.get(index).name() + "}");
  }

  /** A text of this document with values in place of words. */
  String valued(String words) {
    return tokens.replace(words, index -> values.get(index).value());
  }

  /** Whether it is read as JSON. */
  boolean isJson() {
    return tokens.json();
  }

  /** A text with words in the place of those values that have one and are not wanted. */
  Rendered withOnly(Rendered settled, Predicate<Integer> wanted) {
    return settled.with(
        value ->
            wanted.test(value.index()) || !isChecked(value.index())
                ? value.value()
                : tokens.token(value));
  }

  /**
   * Whether a text is this document with some values in the place of their words, each read as the
   * text that it is.
   *
   * @param put which values are in it
   */
  boolean matches(Rendered rendered, Predicate<Integer> put) {
    Tokens.Replacement expected =
        index -> put.test(index) ? values.get(index).value() : tokens.token(values.get(index));
    return parse(rendered).filter(read -> matches(documents, read, expected)).isPresent();
  }

  private boolean matches(
      List<? extends YamlNode> wanted, List<? extends YamlNode> read, Tokens.Replacement expected) {
    boolean equal = wanted.size() == read.size();
    for (int i = 0; equal && i < wanted.size(); i++) {
      equal = matches(wanted.get(i), read.get(i), expected);
    }
    return equal;
  }

  private boolean matches(YamlNode wanted, YamlNode read, Tokens.Replacement expected) {
    if (wanted instanceof YamlMap map) {
      return read instanceof YamlMap other
          && matches(flat(map), flat(other), expected)
          && keys(map) == keys(other);
    }
    if (wanted instanceof YamlList list) {
      return read instanceof YamlList other && matches(list.items(), other.items(), expected);
    }
    YamlScalar scalar = (YamlScalar) wanted;
    return read instanceof YamlScalar other
        && text(scalar, tokens.replace(scalar.text(), expected)).equals(text(other, other.text()));
  }

  /** How many keys are not the same as another one: a value must not stand for a key again. */
  private static long keys(YamlMap map) {
    return map.entries().stream().map(entry -> entry.key().text()).distinct().count();
  }

  static List<YamlNode> flat(YamlMap map) {
    List<YamlNode> flat = new ArrayList<>();
    for (YamlNode.Entry entry : map.entries()) {
      flat.add(entry.key());
      flat.add(entry.value());
    }
    return flat;
  }

  /** The line breaks at the end of a block are the block's, not the value's. */
  private static String text(YamlScalar scalar, String text) {
    int end = text.length();
    while (scalar.style().isBlock() && end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }
}
