package io.activo.deploy.kubernetes.rendering;

import io.activo.deploy.template.Insertion;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that stand for values: what the author of a template had in mind when writing a reference.
 * They occur nowhere else in the text. In JSON they are numbers, which may stand with and without
 * quotes.
 *
 * @param prefix what every token begins with
 * @param json whether they are numbers
 */
record Tokens(String prefix, boolean json) {
  private static final int DIGITS = 7;

  /** Tokens for a text. */
  static Tokens of(Rendered rendered) {
    String text = new String(rendered.bytes(), StandardCharsets.UTF_8);
    boolean json = Yaml.isJson(text);
    String prefix = json ? "9170" : "activoValue";
    while (text.contains(prefix)) {
      prefix += json ? "7" : "X";
    }
    return new Tokens(prefix, json);
  }

  /** The token of a value. */
  String token(Insertion value) {
    return String.format(Locale.ROOT, "%s%0" + DIGITS + "d", prefix, value.index());
  }

  /** Whether any may stand in a text. */
  boolean standIn(String text) {
    return text.contains(prefix);
  }

  /** The text with one value in the place of its token. */
  String only(String text, int index, String value) {
    String token = String.format(Locale.ROOT, "%s%0" + DIGITS + "d", prefix, index);
    return text.replace(token, value);
  }

  /** Finds tokens; the index of the value is group 1. */
  Pattern pattern() {
    return Pattern.compile(Pattern.quote(prefix) + "([0-9]{" + DIGITS + "})");
  }

  /** Which value a found token stands for. */
  static int index(Matcher found) {
    return Integer.parseInt(found.group(1));
  }

  /** The text with every token replaced. */
  String replace(String text, Replacement replacement) {
    if (!standIn(text)) {
      return text;
    }
    return pattern()
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(replacement.text(Integer.parseInt(found.group(1)))));
  }

  /** What stands in the place of a value's token. */
  @FunctionalInterface
  interface Replacement {
    /** The text for the value with an index. */
    String text(int index);
  }
}
