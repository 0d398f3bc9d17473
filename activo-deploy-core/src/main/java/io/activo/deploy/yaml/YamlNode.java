package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document that knows where it stands. */
public sealed interface YamlNode {

  /** Where the node begins. */
  Place.InText at();

  /**
   * The node as kubectl would send it: a {@link Map} in written order (of a key that stands twice
   * the last value), a {@link List}, a {@link String}, a {@link Boolean}, a {@link Long}, a {@link
   * BigInteger}, a {@link Double} or null. Scalars without quotes are typed as goyaml.v2 types them
   * (YAML 1.1 without base 60): {@code n}, {@code off} are false, {@code 0644} is 420, a date is
   * text, a whole floating-point number is whole.
   *
   * @throws DeployException if JSON cannot say it: an infinite number, a key that is null
   */
  @Nullable Object toValue();

  /**
   * A mapping: every entry as written, a key that stands twice stands here twice. Merge keys
   * ({@code <<}) are resolved: what they bring stands behind the map's own entries, without the
   * keys that the map has itself.
   */
  record YamlMap(Place.InText at, List<Entry> entries) implements YamlNode {
    public YamlMap {
      entries = List.copyOf(entries);
    }

    /** The value of {@code key}; of the last one, where it stands more than once. */
    public Optional<YamlNode> get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().text().equals(key))
          .map(Entry::value)
          .reduce((first, last) -> last);
    }

    @Override
    public Map<String, Object> toValue() {
      Map<String, Object> map = new LinkedHashMap<>();
      entries.forEach(entry -> map.put(entry.key().asKey(), entry.value().toValue()));
      return map;
    }

    /** The keys in written order. */
    public List<String> keys() {
      return entries.stream().map(entry -> entry.key().text()).toList();
    }
  }

  /** One {@code key: value}. */
  record Entry(YamlScalar key, YamlNode value) {}

  /** A sequence. */
  record YamlList(Place.InText at, List<YamlNode> items) implements YamlNode {
    public YamlList {
      items = List.copyOf(items);
    }

    @Override
    public List<Object> toValue() {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> list.add(item.toValue()));
      return list;
    }
  }

  /**
   * A scalar.
   *
   * @param text its text as YAML reads it: without quotes, escapes resolved, lines folded
   * @param style how it is written
   */
  record YamlScalar(Place.InText at, String text, Style style) implements YamlNode {

    /** How a scalar is written. */
    public enum Style {
      /** Without quotes, so that its type is read from its text. */
      PLAIN,
      /** Between single quotes. */
      SINGLE_QUOTED,
      /** Between double quotes, with escapes. */
      DOUBLE_QUOTED,
      /** As a block behind {@code |}. */
      LITERAL,
      /** As a block behind {@code >}. */
      FOLDED;

      /** Whether it is a block of lines, which ends where the indentation does. */
      public boolean isBlock() {
        return this == LITERAL || this == FOLDED;
      }
    }

    /** Whether its type is read from its text. */
    public boolean plain() {
      return style == Style.PLAIN;
    }

    /**
     * What a plain scalar is read as if it is no text: {@code a number}, {@code true or false},
     * {@code nothing} or {@code a date}; kubectl itself takes dates for text, other readers of YAML
     * 1.1 do not.
     */
    public Optional<String> otherThanText() {
      return plain() ? PlainScalar.otherThanText(text) : Optional.empty();
    }

    /** Whether this is YAML's null: a plain {@code ~}, {@code null} or nothing at all. */
    public boolean isNull() {
      return plain() && PlainScalar.isNull(text);
    }

    /** Whether, as the key of an object, it is its text and nothing that is made of it. */
    public boolean isReadAsItsText() {
      Object value = plain() ? PlainScalar.resolve(text) : text;
      return value != null && value.toString().equals(text) && !(value instanceof Double);
    }

    @Override
    public @Nullable Object toValue() {
      Object value = plain() ? PlainScalar.resolve(text) : text;
      if (!(value instanceof Double number)) {
        return value;
      }
      if (number.isNaN() || number.isInfinite()) {
        throw refused("JSON has no number '" + text + "'", "quote it if it is text");
      }
      return PlainScalar.asJson(number);
    }

    /** This scalar as the key of a JSON object: {@code on} is {@code true}, {@code 010} is 8. */
    String asKey() {
      Object value = plain() ? PlainScalar.resolve(text) : text;
      if (value == null || value instanceof BigInteger) {
        throw refused("a key must be text, not '" + text + "'", "quote the key");
      }
      return value instanceof Double number ? PlainScalar.asKey(number) : value.toString();
    }

    private DeployException refused(String what, String fix) {
      return new DeployException(Problem.of(what, at, fix));
    }
  }
}
