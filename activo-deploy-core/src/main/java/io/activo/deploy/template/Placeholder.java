package io.activo.deploy.template;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;

/**
 * The marks around a name, as <code>{}</code> in the middle says: <code>${}</code> is the usual
 * <code>$NAME</code> and <code>${NAME}</code>; with <code>__{}__</code> or <code>{{ {} }}</code> a
 * {@code $} is text.
 *
 * @param prefix what stands before the name; begins with no blank
 * @param suffix what stands behind it; ends with no blank
 */
public record Placeholder(String prefix, String suffix) {
  /** <code>$NAME</code> and <code>${NAME}</code>. */
  public static final Placeholder DOLLAR = new Placeholder("${", "}");

  private static final String NAME = "{}";

  public Placeholder {
    boolean marked = !prefix.isBlank() && !suffix.isBlank();
    boolean framed = prefix.equals(prefix.stripLeading()) && suffix.equals(suffix.stripTrailing());
    if (!marked || !framed || prefix.indexOf('\n') >= 0 || suffix.indexOf('\n') >= 0) {
      throw new DeployException(
          Problem.of(
              "a placeholder begins and ends with a mark that is no blank, on one line",
              "write it with {} for the name, for example \"__{}__\""));
    }
  }

  /**
   * Reads the marks from a text in which <code>{}</code> stands for the name; where it stands more
   * than once, the one in the middle is meant.
   *
   * @throws DeployException if no name or no mark stands in it
   */
  public static Placeholder parse(String text) {
    if (text.equals("${}")) {
      return DOLLAR;
    }
    int name = middle(text);
    if (name < 0) {
      throw new DeployException(
          Problem.of("'" + text + "' has no {} for the name", "write, for example, \"__{}__\""));
    }
    return new Placeholder(text.substring(0, name), text.substring(name + NAME.length()));
  }

  private static int middle(String text) {
    int best = -1;
    int centre = text.length() / 2 - 1;
    for (int at = text.indexOf(NAME); at >= 0; at = text.indexOf(NAME, at + 1)) {
      if (best < 0 || Math.abs(at - centre) < Math.abs(best - centre)) {
        best = at;
      }
    }
    return best;
  }

  /** Whether these are the usual marks. */
  boolean isDollar() {
    return equals(DOLLAR);
  }

  /** The marks around a name. */
  String around(String name) {
    return prefix + name + suffix;
  }
}
