package io.activo.deploy;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.PrivateFile;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.TemplateStream;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Renders one text as envsubst does, from and to a file or the standard streams. No YAML is looked
 * for in it, and values are inserted byte for byte.
 *
 * @param in the template; empty for the standard input
 * @param out where the text goes; empty for the standard output
 * @param variables each byte of a value as one character (ISO 8859-1), as {@link
 *     ProcessEnvironment#bytes()} gives them and {@link DeployPlanner#variables()}
 */
public record OneTemplate(
    Optional<Path> in, Optional<Path> out, TemplateRules rules, Variables variables) {

  /** Without the variables, which hold secrets. */
  @Override
  public String toString() {
    return "OneTemplate[" + in + ", " + out + ", " + rules + "]";
  }

  /**
   * Renders it; nothing is written if anything is wrong with it.
   *
   * @throws DeployException with every mistake of the template, or if it cannot be read
   */
  public void render(InputStream standardIn, OutputStream standardOut) throws IOException {
    if (out.isEmpty()) {
      renderTo(standardOut, standardIn);
      standardOut.flush();
    } else {
      PrivateFile.write(out.get(), written -> renderTo(written, standardIn));
    }
  }

  private void renderTo(OutputStream written, InputStream standardIn) throws IOException {
    if (in.isEmpty()) {
      stream("standard input", standardIn, written);
      return;
    }
    try (InputStream file = open(in.get())) {
      stream(in.get().toString(), file, written);
    }
  }

  private void stream(String name, InputStream from, OutputStream to) throws IOException {
    new TemplateStream(rules, variables, StandardCharsets.ISO_8859_1).render(name, from, to);
  }

  private static InputStream open(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a folder");
      }
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "cannot be read: " + PathsBelow.reason(e),
              Place.of(file.toString()),
              "check the path"),
          e);
    }
  }
}
