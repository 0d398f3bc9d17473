package io.activo.deploy.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/**
 * SnakeYAML's scanner (2.6) stumbles over a tab between two tokens of a line, as in {@code
 * a:<tab>b}, which goyaml and YAML 1.2 read as blank space. It stands before the tab then, so this
 * one steps over it and lets it go on; a tab in the indentation is refused by all.
 */
final class TabScanner implements Scanner {
  private final String text;
  private final StreamReader reader;
  private final Scanner scanner;

  TabScanner(String text, LoaderOptions options) {
    this.text = text;
    reader = new StreamReader(text);
    scanner = new ScannerImpl(reader, options);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    while (true) {
      try {
        return scanner.checkToken(choices);
      } catch (ScannerException e) {
        stepOverTab(e);
      }
    }
  }

  @Override
  public Token peekToken() {
    while (true) {
      try {
        return scanner.peekToken();
      } catch (ScannerException e) {
        stepOverTab(e);
      }
    }
  }

  /** Takes one that was found by the others. */
  @Override
  public Token getToken() {
    return scanner.getToken();
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  private void stepOverTab(ScannerException stumbled) {
    Mark mark = stumbled.getProblemMark();
    if (mark == null || mark.getIndex() != reader.getIndex() || !atTabBetweenTokens()) {
      throw stumbled;
    }
    while (reader.peek() == '\t' || reader.peek() == ' ') {
      reader.forward();
    }
  }

  private boolean atTabBetweenTokens() {
    int before = text.offsetByCodePoints(0, reader.getIndex()) - 1;
    while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    return reader.peek() == '\t' && before >= 0 && "\r\n-?".indexOf(text.charAt(before)) < 0;
  }
}
