package io.activo.deploy.yaml;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Places;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import io.activo.deploy.yaml.YamlNode.YamlScalar.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON values that follow each other (RFC 8259), as nodes with positions. */
final class JsonDocuments {
  private static final int DEEPEST = 500;
  private static final String ESCAPES = "\"\\/bfnrtu";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  private final Places places;
  private final String text;
  private int next;
  private int depth;
  private int line = 1;
  private int beginOfLine;
  private int counted;

  JsonDocuments(Places places, String text) {
    this.places = places;
    this.text = text;
  }

  List<YamlNode> read() {
    List<YamlNode> documents = new ArrayList<>();
    for (skipSpace(); next < text.length(); skipSpace()) {
      documents.add(value());
    }
    return documents;
  }

  private YamlNode value() {
    skipSpace();
    if (++depth > DEEPEST) {
      throw refused("it is nested deeper than " + DEEPEST + " levels");
    }
    char first = peek();
    YamlNode value =
        first == '{' ? object() : first == '[' ? array() : first == '"' ? string() : literal();
    depth--;
    return value;
  }

  private YamlNode object() {
    Place.InText at = here();
    List<Entry> entries = new ArrayList<>();
    next++;
    while (more('}', entries.isEmpty())) {
      YamlScalar key = string();
      skipSpace();
      expect(':');
      entries.add(new Entry(key, value()));
    }
    return new YamlNode.YamlMap(at, entries);
  }

  private YamlNode array() {
    Place.InText at = here();
    List<YamlNode> items = new ArrayList<>();
    next++;
    while (more(']', items.isEmpty())) {
      items.add(value());
    }
    return new YamlNode.YamlList(at, items);
  }

  /** Whether another member begins here; takes the comma before it, or the end. */
  private boolean more(char end, boolean first) {
    skipSpace();
    if (peek() == end) {
      next++;
      return false;
    }
    if (!first) {
      expect(',');
      skipSpace();
    }
    return true;
  }

  private YamlScalar literal() {
    Place.InText at = here();
    Matcher matcher = LITERAL.matcher(text).region(next, text.length());
    if (!matcher.lookingAt()) {
      throw refused("a value is expected");
    }
    next = matcher.end();
    return new YamlScalar(at, matcher.group(), Style.PLAIN);
  }

  private YamlScalar string() {
    Place.InText at = here();
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char character = peek(); character != '"'; character = peek()) {
      if (character < ' ') {
        throw refused("a control character stands in a text");
      }
      next++;
      value.append(character == '\\' ? escaped() : character);
    }
    next++;
    return new YamlScalar(at, value.toString(), Style.DOUBLE_QUOTED);
  }

  private char escaped() {
    int known = ESCAPES.indexOf(peek());
    if (known < 0) {
      throw refused("an unknown escape");
    }
    next++;
    return text.charAt(next - 1) == 'u' ? codeUnit() : ESCAPED.charAt(known);
  }

  private char codeUnit() {
    int end = Math.min(next + 4, text.length());
    String digits = text.substring(next, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw refused("four hexadecimal digits are expected");
    }
    next = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private void expect(char character) {
    if (peek() != character) {
      throw refused("'" + character + "' is expected");
    }
    next++;
  }

  private char peek() {
    if (next >= text.length()) {
      throw refused("the text ends too early");
    }
    return text.charAt(next);
  }

  private void skipSpace() {
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
  }

  private Place.InText here() {
    for (; counted < next; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
        beginOfLine = counted + 1;
      }
    }
    return places.at(line, text.codePointCount(beginOfLine, next) + 1);
  }

  private DeployException refused(String what) {
    return new DeployException(
        Problem.of(
            "not JSON: " + what,
            here(),
            "a file that begins with '{' is read as JSON documents, as kubectl reads it"));
  }
}
