package io.activo.deploy.envfile;

import java.util.List;

/**
 * An env-file as {@code dotenv} of Node.js reads it (motdotla 17): what is no assignment is
 * ignored, {@code #} ends a plain value, and a value may stand in single quotes, double quotes or
 * backticks, over several lines. It refuses nothing.
 */
final class DotenvSyntax implements EnvFileDialect.Syntax {

  @Override
  public List<Assignment> read(SourceText source) {
    return new DotenvReader(source, this).assignments();
  }

  @Override
  public List<Quote> quotes() {
    return List.of(Quote.NONE, Quote.DOUBLE, Quote.SINGLE, Quote.BACKTICK);
  }

  @Override
  public String write(Content content, Quote quote, EnvFileDialect.Layout layout) {
    String text = content.text();
    if (quote == Quote.DOUBLE) {
      text = text.replace("\r", "\\r");
      text = layout.escaped() ? text.replace("\n", "\\n") : text;
    }
    return quote.mark() + text.replace("\n", layout.lineBreak()) + quote.mark();
  }

  @Override
  public String shown(String text) {
    return LosslessUtf8.shownByJavaScript(text);
  }

  @Override
  public boolean endsLines(char c) {
    return WhiteSpace.endsJavaScriptLine(c);
  }
}
