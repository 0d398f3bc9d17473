package io.activo.maven;

import io.activo.deploy.OneTemplate;
import io.activo.deploy.ProcessEnvironment;
import io.activo.deploy.RenderedFiles;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Placeholder;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Renders what a deploy would apply, into {@code target/activo}: every manifest and the env-file.
 * With {@code activo.in} it renders that one template instead, as envsubst does: then it needs no
 * description and knows the process environment and {@code activo.var.NAME}; with {@code env} also
 * the variables of that environment.
 */
@Mojo(name = "render", requiresProject = false, threadSafe = true)
public class RenderMojo extends AbstractActivoMojo {
  private static final String NAMES = "activo.names";
  private static final String VARIABLES = "activo.variables";

  /** One template; {@code -} for the standard input. */
  @Parameter(property = "activo.in")
  private @Nullable String in;

  /**
   * Where the rendered template goes, for its owner only; folders are made. {@code -}, the default,
   * for the standard output.
   */
  @Parameter(property = "activo.out")
  private @Nullable String out;

  /** {@code strict} (default), {@code gnu}, {@code bash} or {@code none}, for {@code activo.in}. */
  @Parameter(property = "activo.dialect", defaultValue = "strict")
  private String dialect = "strict";

  /**
   * The only names that are replaced, for {@code activo.in}: as GNU envsubst takes them, such as
   * <code>$HOST ${PORT}</code>, or a list, {@code HOST,PORT}. Empty replaces nothing.
   */
  @Parameter(property = NAMES)
  private @Nullable String names;

  /** Names that stay as they are written, {@code host,remote_addr}, for {@code activo.in}. */
  @Parameter(property = "activo.passthrough", defaultValue = "")
  private @Nullable String passthrough;

  /** The marks around a name, such as <code>__{}__</code>, for {@code activo.in}. */
  @Parameter(property = "activo.placeholder")
  private @Nullable String placeholder;

  /**
   * Prints the names that a text such as <code>$HOST ${PORT}</code> holds, one a line, as {@code
   * envsubst --variables} does; nothing else is done.
   */
  @Parameter(property = VARIABLES)
  private @Nullable String variables;

  @Override
  List<String> ownProperties() {
    return List.of(
        "activo.in",
        "activo.out",
        "activo.dialect",
        NAMES,
        "activo.passthrough",
        "activo.placeholder",
        VARIABLES);
  }

  @Override
  boolean isModuleWithoutDescription() {
    return in == null && variables == null && super.isModuleWithoutDescription();
  }

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    try {
      String format = typed(VARIABLES, variables);
      if (format != null) {
        printNames(format);
      } else if (in != null) {
        renderOne(in);
      } else {
        renderAll();
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot render: " + e.getMessage(), e);
    }
  }

  private void renderAll() throws IOException, MojoFailureException {
    refuseSettingsOfOneTemplate();
    RenderedFiles files = planner().render();
    files.warnings().stream()
        .flatMap(warning -> warning.toString().lines())
        .map(files.masker()::mask)
        .forEach(line -> getLog().warn(line));
    files.writeTo(output()).forEach(file -> getLog().info("rendered " + file));
  }

  /** Without activo.in they would be passed over in silence. */
  private void refuseSettingsOfOneTemplate() throws MojoFailureException {
    for (String name : ownProperties()) {
      if (userProperties().getProperty(name) != null) {
        throw new MojoFailureException(name + " belongs to one template; name it by activo.in");
      }
    }
  }

  private void renderOne(String template) throws IOException, MojoFailureException {
    OneTemplate one =
        new OneTemplate(
            fileOrStream(template), fileOrStream(out == null ? "-" : out), rules(), known());
    try (OutputStream standardOut = new StandardOutput()) {
      one.render(System.in, standardOut);
    }
  }

  /** The environment's variables where one is named, else those of the process. */
  private Variables known() throws MojoFailureException {
    return environment().isPresent()
        ? planner().variables()
        : Variables.of(ProcessEnvironment.bytes(variables()));
  }

  private TemplateRules rules() throws MojoFailureException {
    TemplateRules rules = TemplateRules.of(dialect()).withPassthrough(list(passthrough));
    if (placeholder != null) {
      rules = rules.withPlaceholder(Placeholder.parse(placeholder));
    }
    String only = typed(NAMES, names);
    return only == null ? rules : rules.withSubstitute(names(only));
  }

  /**
   * A property as it was typed: Maven would look for <code>${PORT}</code> in it, and takes an empty
   * one for none, while to envsubst no name and no list are two things.
   */
  private @Nullable String typed(String property, @Nullable String configured) {
    String typed = userProperties().getProperty(property);
    return typed == null ? configured : typed;
  }

  private Dialect dialect() throws MojoFailureException {
    List<String> words =
        Stream.of(Dialect.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    if (!words.contains(dialect)) {
      String hint = NearestName.hint(dialect, words);
      throw new MojoFailureException(
          "activo.dialect is '"
              + dialect
              + "', but must be one of "
              + String.join(", ", words)
              + (hint.isEmpty() ? "" : "; " + hint));
    }
    return Dialect.valueOf(dialect.toUpperCase(Locale.ROOT));
  }

  private static Set<String> names(String text) {
    return text.indexOf('$') >= 0 ? Set.copyOf(Template.variables(text)) : list(text);
  }

  private static Set<String> list(@Nullable String text) {
    return text == null
        ? Set.of()
        : Arrays.stream(text.split("[,\\s]+"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  private static void printNames(String format) throws IOException {
    try (OutputStream standardOut = new StandardOutput()) {
      for (String name : Template.variables(format)) {
        standardOut.write((name + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
