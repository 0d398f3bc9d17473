package io.activo.deploy;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.secret.PrivateFile;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Renders one text as envsubst does, from and to a file or the standard streams. No YAML is looked
 * for in it, and values are inserted byte for byte.
 *
 * @param in the template; empty for the standard input
 * @param out where the text goes; empty for the standard output
 * @param environment the process environment, as {@link ProcessEnvironment#bytes()} gives it
 * @param variables more variables, which stand above the environment
 */
public record OneTemplate(
    Optional<Path> in,
    Optional<Path> out,
    TemplateRules rules,
    Map<String, String> environment,
    Map<String, String> variables) {
  public OneTemplate {
    environment = Map.copyOf(environment);
    variables = Map.copyOf(variables);
  }

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
      render(standardIn, standardOut, known());
      standardOut.flush();
    } else {
      Variables known = known();
      PrivateFile.write(out.get(), written -> render(standardIn, written, known));
    }
  }

  private void render(InputStream standardIn, OutputStream written, Variables known)
      throws IOException {
    if (in.isEmpty()) {
      stream("standard input", standardIn, known, written);
      return;
    }
    try (InputStream file = open(in.get())) {
      stream(in.get().toString(), file, known, written);
    }
  }

  private void stream(String name, InputStream from, Variables known, OutputStream to)
      throws IOException {
    Template.stream(name, from, rules, known, StandardCharsets.ISO_8859_1, to);
  }

  private static InputStream open(Path file) {
    try {
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

  /** Every value as bytes, each as one character. */
  private Variables known() {
    Map<String, String> all = new HashMap<>(environment);
    variables.forEach(
        (name, value) ->
            all.put(
                name,
                new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    return Variables.of(all);
  }
}
