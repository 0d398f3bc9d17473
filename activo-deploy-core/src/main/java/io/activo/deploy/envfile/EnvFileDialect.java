package io.activo.deploy.envfile;

import java.util.List;
import java.util.Locale;

/** Which program reads an env-file; they agree on little more than {@code KEY=value}. */
public enum EnvFileDialect {
  /** {@code docker --env-file} (docker CLI 28.2.2): a value is the rest of its line, as it is. */
  DOCKER,

  /**
   * {@code env_file} and {@code .env} of Docker Compose (compose-go 2): quotes, escapes, comments
   * behind values, values of several lines, and references to variables.
   */
  COMPOSE,

  /** {@code dotenv} of Node.js (motdotla 17): quotes, comments and values of several lines. */
  DOTENV;

  Syntax syntax() {
    return switch (this) {
      case DOCKER -> new DockerSyntax();
      case COMPOSE -> new ComposeSyntax();
      case DOTENV -> new DotenvSyntax();
    };
  }

  /** The names that people write: {@code docker}, {@code compose}, {@code dotenv}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a dialect is, for reader and writer alike. Without state. */
  interface Syntax {

    /** The assignments in a text, in order; problems are added to those of the source. */
    List<Assignment> read(SourceText source);

    /** The quotes that a value may stand in, the plainest first. */
    List<Quote> quotes();

    /**
     * How a value is written in quotes, with them. The reader decides whether it really holds.
     *
     * @param layout how line breaks are written
     */
    String write(Content content, Quote quote, Layout layout);

    /** What a program that gets the value sees of bytes that are no valid UTF-8. */
    String shown(String text);

    /** Whether a line ends at a character. */
    default boolean endsLines(char c) {
      return c == '\n';
    }
  }

  /**
   * How the lines of a value are broken.
   *
   * @param escaped whether {@code \n} is preferred to a line break in quotes
   * @param lineBreak how the file's lines end
   */
  record Layout(boolean escaped, String lineBreak) {}
}
