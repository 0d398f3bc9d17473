package io.activo.deploy.image.dockerfile;

import java.util.Map;
import java.util.Optional;

/**
 * A word of an instruction with its quotes and escapes taken away and its variables replaced
 * (BuildKit, frontend/dockerfile/shell). Of the forms those of {@code :-}, {@code :+}, {@code :?}
 * and the same without a colon; an unset variable is empty.
 */
final class WordExpansion {

  /** The builder refuses the word. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  private static final int END = -1;
  private static final String SPECIAL = "@*#?-$!";

  private final String word;
  private final char escape;
  private final Map<String, String> scope;
  private int at;

  WordExpansion(String word, char escape, Map<String, String> scope) {
    this.word = word;
    this.escape = escape;
    this.scope = scope;
  }

  /**
   * The expanded word.
   *
   * @throws Malformed if the builder refuses it
   */
  String result() {
    at = 0;
    return until(END);
  }

  private int peek() {
    return at < word.length() ? word.charAt(at) : END;
  }

  private int next() {
    int c = peek();
    at += c == END ? 0 : 1;
    return c;
  }

  private char nextIn(String what) {
    if (peek() == END) {
      throw new Malformed(what + " is not closed");
    }
    return (char) next();
  }

  private String until(int stop) {
    StringBuilder text = new StringBuilder();
    while (peek() != stop) {
      char c = nextIn("a brace");
      if (c == '\'') {
        singleQuoted(text);
      } else if (c == '"') {
        doubleQuoted(text);
      } else if (c == '$') {
        text.append(variable());
      } else if (c != escape) {
        text.append(c);
      } else if (peek() != END) {
        text.append((char) next());
      }
    }
    next();
    return text.toString();
  }

  private void singleQuoted(StringBuilder text) {
    for (char c = nextIn("a quote"); c != '\''; c = nextIn("a quote")) {
      text.append(c);
    }
  }

  private void doubleQuoted(StringBuilder text) {
    for (char c = nextIn("a quote"); c != '"'; c = nextIn("a quote")) {
      if (c == '$') {
        text.append(variable());
      } else if (c == escape) {
        char escaped = nextIn("a quote");
        text.append(escaped == '"' || escaped == '$' || escaped == escape ? "" : c);
        text.append(escaped);
      } else {
        text.append(c);
      }
    }
  }

  private String variable() {
    if (peek() == '{') {
      next();
      return braced();
    }
    String name = name();
    return name.isEmpty() ? "$" : scope.getOrDefault(name, "");
  }

  private String braced() {
    String name = name();
    if (name.isEmpty()) {
      throw new Malformed("a variable has no name");
    }
    char form = nextIn("a brace");
    Optional<String> value = Optional.ofNullable(scope.get(name));
    if (form == '}') {
      return value.orElse("");
    }
    if (form == ':') {
      value = value.filter(text -> !text.isEmpty());
      form = nextIn("a brace");
    }
    String operand = until('}');
    return switch (form) {
      case '-' -> value.orElse(operand);
      case '+' -> value.isPresent() ? operand : "";
      case '?' -> value.orElseThrow(() -> new Malformed(name + " is not set"));
      default -> throw new Malformed("there is no form " + form);
    };
  }

  private String name() {
    int start = at;
    int first = peek();
    if (first != END && SPECIAL.indexOf(first) >= 0) {
      next();
    } else if (isDigit(first)) {
      while (isDigit(peek())) {
        next();
      }
    } else {
      while (isLetter(peek()) || (at > start && isDigit(peek()))) {
        next();
      }
    }
    return word.substring(start, at);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
