package io.activo.deploy.image.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Words of an instruction, with their quotes and escapes; blanks in quotes part nothing. */
record Words(char escape) {

  List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int at = skipBlanks(text, 0);
    while (at < text.length()) {
      int end = end(text, at);
      words.add(text.substring(at, end));
      at = skipBlanks(text, end);
    }
    return words;
  }

  /** Where a word ends that begins somewhere. */
  int end(String text, int start) {
    char quote = 0;
    int at = start;
    while (at < text.length() && (quote != 0 || !isBlank(text.charAt(at)))) {
      char c = text.charAt(at);
      if (c == escape && quote != '\'') {
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  static int skipBlanks(String text, int start) {
    int at = start;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
