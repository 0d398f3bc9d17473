package io.activo.deploy.template;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Renders texts while they are read. In the dialects {@link Dialect#GNU} and {@link Dialect#NONE} a
 * text may be of any size: a part of 64 KiB is held at a time, and of a longer name the whole. In
 * the others the whole text is held, since nothing is written if anything is wrong with it.
 *
 * @param rules how a text is read
 * @param variables the values
 * @param valueCharset what values are written in; {@link StandardCharsets#ISO_8859_1} for values
 *     that are bytes
 */
public record TemplateStream(TemplateRules rules, Variables variables, Charset valueCharset) {

  /** A stream with values in UTF-8. */
  public static TemplateStream of(TemplateRules rules, Variables variables) {
    return new TemplateStream(rules, variables, StandardCharsets.UTF_8);
  }

  /**
   * Renders one text. Neither stream is closed.
   *
   * @param file the name that problems tell
   * @throws DeployException as {@link Template#render(Variables)}
   */
  public void render(String file, InputStream in, OutputStream out) throws IOException {
    if (rules.canFail()) {
      Template.read(file, whole(file, in), rules).render(variables, valueCharset, out);
    } else {
      new Parts(rules, variables, valueCharset).copy(in, out);
    }
  }

  private static byte[] whole(String file, InputStream in) throws IOException {
    try {
      return in.readAllBytes();
    } catch (OutOfMemoryError e) {
      throw new DeployException(
          Problem.of(
              "the text is too long for the memory of this process, and a dialect in which it can"
                  + " be refused needs the whole of it",
              Place.of(file),
              "give Java more by -Xmx, or use the dialect gnu, which needs a part at a time"),
          e);
    }
  }
}
