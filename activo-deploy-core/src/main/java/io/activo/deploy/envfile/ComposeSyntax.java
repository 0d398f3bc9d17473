package io.activo.deploy.envfile;

import java.util.List;

/**
 * An env-file as Docker Compose reads it (compose-go 2.16, {@code dotenv}): values plain or in
 * single or double quotes, over several lines if need be; escapes in double quotes; references in
 * plain and double-quoted values.
 */
final class ComposeSyntax implements EnvFileDialect.Syntax {

  @Override
  public List<Assignment> read(SourceText source) {
    return new ComposeReader(source, this).assignments();
  }

  @Override
  public List<Quote> quotes() {
    return List.of(Quote.NONE, Quote.SINGLE, Quote.DOUBLE);
  }

  @Override
  public String write(Content content, Quote quote, EnvFileDialect.Layout layout) {
    String text = content.text();
    boolean escapes = !content.interpolated();
    return switch (quote) {
      case SINGLE -> "'" + text.replace("'", "\\'") + "'";
      case DOUBLE ->
          "\"" + doubleQuoted(escapes ? ComposeTemplate.escaped(text) : text, layout) + "\"";
      default -> escapes ? ComposeTemplate.escaped(text) : text;
    };
  }

  private static String doubleQuoted(String text, EnvFileDialect.Layout layout) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r");
    return layout.escaped() ? escaped.replace("\n", "\\n") : escaped;
  }

  @Override
  public String shown(String text) {
    return LosslessUtf8.shownByGo(text);
  }
}
