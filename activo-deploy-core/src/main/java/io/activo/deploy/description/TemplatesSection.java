package io.activo.deploy.description;

import io.activo.deploy.kubernetes.rendering.ValueRules.Quoting;
import io.activo.deploy.template.Dialect;
import io.activo.deploy.template.Placeholder;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a record of {@code templates}. */
final class TemplatesSection {
  private static final String ALL = "all";
  private static final String DECLARED = "declared";

  private final Section templates;

  TemplatesSection(Section templates) {
    this.templates = templates;
  }

  TemplatesDescription description() {
    refuseRawInPassthrough();
    return new TemplatesDescription(rules(), names("raw"), quote());
  }

  private TemplateRules rules() {
    TemplateRules rules = TemplateRules.of(dialect()).withPassthrough(names("passthrough"));
    TemplateRules marked = placeholder().map(rules::withPlaceholder).orElse(rules);
    return substitute().map(marked::withSubstitute).orElse(marked);
  }

  private Dialect dialect() {
    return switch (word("dialect")) {
      case "gnu" -> Dialect.GNU;
      case "bash" -> Dialect.BASH;
      case "none" -> Dialect.NONE;
      default -> Dialect.STRICT;
    };
  }

  private Quoting quote() {
    return word("quote").equals("auto") ? Quoting.AUTO : Quoting.REFUSE;
  }

  /** The marks as they are written: <code>${}</code> is no reference here. */
  private Optional<Placeholder> placeholder() {
    return templates
        .literal("placeholder")
        .flatMap(
            text ->
                templates
                    .problems()
                    .collect(() -> Placeholder.parse(text.value()), text.at())
                    .filter(marks -> fitsDialect(marks, text)));
  }

  private boolean fitsDialect(Placeholder marks, Text text) {
    boolean fits = dialect() != Dialect.BASH || marks.equals(Placeholder.DOLLAR);
    if (!fits) {
      templates.problem(
          "the dialect 'bash' knows no other placeholder than ${}",
          text.at(),
          "write dialect: strict, or remove the placeholder");
    }
    return fits;
  }

  /** The only names that are replaced; empty for all. */
  private Optional<Set<String>> substitute() {
    if (templates.map().get("substitute").orElse(null) instanceof YamlScalar) {
      return word("substitute").equals(DECLARED)
          ? Optional.of(templates.variables().declaredNames())
          : Optional.empty();
    }
    return templates.has("substitute") ? Optional.of(names("substitute")) : Optional.empty();
  }

  private String word(String key) {
    return templates.text(key).map(Text::value).orElse("");
  }

  private Set<String> names(String key) {
    Set<String> names = new HashSet<>();
    for (Text name : templates.texts(key)) {
      if (!VariableName.isName(name.value())) {
        templates.problem(
            "'" + name + "' in '" + key + "' is no name of a variable",
            name.at(),
            VariableName.FIX);
      } else if (key.equals("substitute") && List.of(ALL, DECLARED).contains(name.value())) {
        templates.problem(
            "'" + name + "' is no name here",
            name.at(),
            "write substitute: " + name + ", or list names only");
      } else {
        names.add(name.value());
      }
    }
    return names;
  }

  private void refuseRawInPassthrough() {
    List<String> passed = templates.values("passthrough");
    for (Text name : templates.texts("raw")) {
      if (passed.contains(name.value())) {
        templates.problem(
            "'" + name + "' stands in 'raw' and in 'passthrough'",
            name.at(),
            "keep one: its value is inserted, or the name stays as it is written");
      }
    }
  }
}
