package io.activo.deploy;

import io.activo.deploy.description.ManifestEntry;
import io.activo.deploy.kubernetes.rendering.ManifestValues;
import io.activo.deploy.kubernetes.rendering.ValueRules;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Reference;
import io.activo.deploy.template.Rendered;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.template.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A file that is rendered for one entry of the description.
 *
 * @param name how it is called in positions
 * @param path where it is
 * @param entry whose rules and variables it has
 */
record ManifestTemplate(String name, Path path, ManifestEntry entry) {
  /** In the place of a value that is not set. */
  private static final String PLACEHOLDER = "unset";

  /**
   * The rendered text.
   *
   * @param warnings is told what is probably not meant
   * @throws DeployException with everything for which it cannot be rendered
   */
  Rendered rendered(Consumer<Problem> warnings) {
    Template template = Template.read(name, content(), rules());
    entry.variables().used(template.names());
    Variables variables = new Variables(entry.variables().lookup(), entry.variables().names());
    List<Reference> unset = rules().unsetIsError() ? List.of() : template.unset(variables);
    unset.forEach(reference -> warnings.accept(empty(reference)));
    return ManifestValues.settle(rendered(template, variables), values(names(unset)));
  }

  /** What is wrong with the values that are set is told together with those that are not. */
  private Rendered rendered(Template template, Variables variables) {
    try {
      return template.rendered(variables);
    } catch (DeployException e) {
      Problems all = new Problems();
      e.problems().forEach(all::add);
      Variables completed =
          new Variables(any -> variables.value(any).orElse(PLACEHOLDER), variables.names());
      new Problems()
          .collect(() -> template.rendered(completed))
          .ifPresent(text -> all.run(() -> ManifestValues.settle(text, values(Set.of()))));
      throw new DeployException(all.list());
    }
  }

  private static Set<String> names(List<Reference> references) {
    return references.stream().map(Reference::name).collect(Collectors.toSet());
  }

  private TemplateRules rules() {
    return entry.templates().rules();
  }

  private ValueRules values(Set<String> unset) {
    boolean verbatim = rules().dialect() == Dialect.GNU;
    return new ValueRules(entry.templates().raw(), entry.templates().quote(), verbatim, unset);
  }

  /** GNU envsubst says nothing; a reader of the plan wants to know. */
  private static Problem empty(Reference reference) {
    return Problem.of(
            reference.written() + " is not set and becomes empty",
            reference.place(),
            "set it, or name it in templates.passthrough")
        .withDetail(reference.excerpt());
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new DeployException(
          Problem.of(
              "cannot be read: " + PathsBelow.reason(e), Place.of(name), "check its permissions"),
          e);
    }
  }
}
