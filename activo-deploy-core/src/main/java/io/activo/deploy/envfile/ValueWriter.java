package io.activo.deploy.envfile;

import io.activo.deploy.envfile.EnvFileDialect.Layout;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes values so that the dialect's program reads them back: in the quotes that stood there if
 * they can hold the value, else in the first that can.
 */
final class ValueWriter {

  /**
   * A value as it is written.
   *
   * @param text with its quotes
   * @param content as it is read back
   */
  record Written(String text, Content content) {}

  private final EnvFileDialect dialect;
  private final String text;
  private final String lineBreak;

  /** A writer of values for a file. */
  ValueWriter(EnvFile file) {
    this.dialect = file.dialect();
    this.text = file.text();
    this.lineBreak = file.lineBreak();
  }

  /**
   * Writes a value.
   *
   * @param line where it stands; empty for a line of its own
   * @throws DeployException if no quotes of the dialect hold the value
   */
  Written written(String key, Content content, Optional<EditedAssignment> line) {
    Layout layout = new Layout(!hasLines(line), lineBreak);
    String behind = line.map(this::behind).orElse("");
    for (Quote quote : quotes(line)) {
      String value = dialect.syntax().write(content, quote, layout);
      Optional<Content> read = isSafe(value, quote) ? read(value, behind) : Optional.empty();
      if (read.filter(content::isSameAs).isPresent()) {
        return new Written(value, read.get());
      }
    }
    throw refused(what(key, content.text()));
  }

  /** What a line has to hold beyond the dialect's quotes. */
  void check(String key, String value) {
    checked(key);
    if (value.indexOf('\0') >= 0) {
      throw refused("the value of '" + key + "' has a line break or a NUL");
    }
    if (!isUnicode(value)) {
      throw refused("the value of '" + key + "' is no valid Unicode");
    }
    if (dialect == EnvFileDialect.DOCKER && DockerSyntax.isTooLong(key, value)) {
      throw refused("the value of '" + key + "' is longer than a line of 64 KiB");
    }
  }

  /** The key, if a line can begin with it, also the first of a file. */
  String checked(String key) {
    SourceText line = new SourceText("", key + "=\n");
    List<Assignment> read = dialect.syntax().read(line);
    boolean held = read.size() == 1 && read.get(0).name().equals(key) && !key.isEmpty();
    if (!held || !line.problems().isEmpty() || !isUnicode(key) || key.indexOf('\0') >= 0) {
      String shown = key.replaceAll("\\p{Cntrl}", "\uFFFD");
      throw refused("'" + shown + "' is no key of an env-file");
    }
    return key;
  }

  /** The quotes to try: those that stand there, and a value that has some keeps some. */
  private Set<Quote> quotes(Optional<EditedAssignment> line) {
    Set<Quote> quotes = new LinkedHashSet<>();
    line.map(any -> any.read().quote())
        .filter(quote -> quote != Quote.NONE)
        .ifPresent(
            quote -> {
              quotes.add(quote);
              quotes.addAll(dialect.syntax().quotes());
              quotes.remove(Quote.NONE);
            });
    quotes.addAll(dialect.syntax().quotes());
    return quotes;
  }

  private boolean hasLines(Optional<EditedAssignment> line) {
    return line.filter(any -> any.read().value().of(text).indexOf('\n') >= 0).isPresent();
  }

  /** Whether the value means the same whatever stands on the lines around it. */
  private boolean isSafe(String value, Quote quote) {
    if (dialect != EnvFileDialect.DOTENV) {
      return true;
    }
    if (quote == Quote.NONE) {
      return value.isEmpty() || Quote.of(value.charAt(0)) == Quote.NONE;
    }
    return !value.contains("\\" + quote.mark())
        && value.indexOf(quote.mark(), 1) == value.length() - 1;
  }

  /** What stands behind the value on its line: a comment may become a part of another value. */
  private String behind(EditedAssignment line) {
    int to = line.read().value().to();
    int feed = text.indexOf('\n', to);
    return text.substring(to, feed < 0 ? text.length() : feed);
  }

  private Optional<Content> read(String value, String behind) {
    SourceText alone = new SourceText("", "K=" + value + behind + "\n");
    List<Assignment> read = dialect.syntax().read(alone);
    boolean whole = !read.isEmpty() && read.get(0).value().equals(new Span(2, 2 + value.length()));
    return whole && alone.problems().isEmpty() ? read.get(0).content() : Optional.empty();
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private String what(String key, String value) {
    if (dialect == EnvFileDialect.DOCKER) {
      return DockerSyntax.isTooLong(key, value)
          ? "the value of '" + key + "' is longer than a line of 64 KiB"
          : "the value of '" + key + "' has a line break or a NUL";
    }
    return "no quotes of " + dialect + " can hold the value of '" + key + "'";
  }

  private static DeployException refused(String what) {
    return new DeployException(
        Problem.of(what, "leave it out with 'exclude', or set it encoded, as base64 for example"));
  }
}
