package io.activo.deploy.yaml;

import java.util.function.Supplier;
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
  private final int[] text;
  private final StreamReader reader;
  private final Scanner scanner;

  TabScanner(String text, LoaderOptions options) {
    this.text = text.codePoints().toArray();
    reader = new StreamReader(text);
    scanner = new ScannerImpl(reader, options);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return overTabs(() -> scanner.checkToken(choices));
  }

  @Override
  public Token peekToken() {
    return overTabs(scanner::peekToken);
  }

  @Override
  public Token getToken() {
    return overTabs(scanner::getToken);
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  private <T> T overTabs(Supplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (ScannerException e) {
        Mark mark = e.getProblemMark();
        if (mark == null || mark.getIndex() != reader.getIndex() || !atTabBetweenTokens()) {
          throw e;
        }
        while (reader.peek() == '\t' || reader.peek() == ' ') {
          reader.forward();
        }
      }
    }
  }

  private boolean atTabBetweenTokens() {
    int at = reader.getIndex();
    int before = at - 1;
    while (before >= 0 && (text[before] == ' ' || text[before] == '\t')) {
      before--;
    }
    return reader.peek() == '\t' && before >= 0 && "\r\n-?".indexOf(text[before]) < 0;
  }
}
