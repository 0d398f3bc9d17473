package io.activo.deploy.description;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.template.Reference;
import io.activo.deploy.template.Template;
import io.activo.deploy.template.TemplateRules;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.lookup.StringLookup;

/**
 * Resolves the references of values: <code>${NAME}</code> and its forms, as strict templates have
 * them. Everything else in a value is text.
 */
final class References {
  private static final String BEGIN = "${";

  /** In place of a value that is not known; no name of anything holds it. */
  private static final String UNKNOWN = "\uFFFD";

  private final Variables variables;
  private final Problems problems;
  private final Map<String, Set<Place.InText>> missing = new LinkedHashMap<>();

  References(Variables variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The names that stand in references anywhere in a node, needed or not. */
  static Set<String> names(YamlNode node) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof YamlScalar scalar && scalar.text().contains(BEGIN)) {
      names.addAll(template(scalar).names());
    } else if (node instanceof YamlList list) {
      list.items().forEach(item -> names.addAll(names(item)));
    } else if (node instanceof YamlMap map) {
      WrittenValue.variable(map).ifPresent(names::add);
      for (YamlNode.Entry entry : map.entries()) {
        names.addAll(names(entry.key()));
        names.addAll(names(entry.value()));
      }
    }
    return names;
  }

  private static io.activo.deploy.template.Variables values(StringLookup lookup) {
    return io.activo.deploy.template.Variables.of(lookup);
  }

  private static Template template(YamlScalar scalar) {
    byte[] text = scalar.text().getBytes(StandardCharsets.UTF_8);
    return Template.read(scalar.at().file(), text, TemplateRules.ofValue());
  }

  /** Whether something in a text of {@link #known} is not known. */
  static boolean isUnknown(String text) {
    return text.contains(UNKNOWN);
  }

  /**
   * The text with its references replaced; empty when one that is needed is not set or malformed.
   */
  Optional<String> resolve(YamlScalar scalar) {
    return scalar.text().contains(BEGIN)
        ? resolve(scalar, template(scalar))
        : Optional.of(scalar.text());
  }

  /** The value of a variable; empty when it is not set, which is told at the name's place. */
  Optional<String> valueOf(Text name) {
    Optional<String> value = Optional.ofNullable(variables.orNull(name.value()));
    if (value.isEmpty()) {
      missing.computeIfAbsent(name.value(), any -> new LinkedHashSet<>()).add(name.at());
    }
    return value.filter(any -> !variables.isBroken(name.value()));
  }

  private Optional<String> resolve(YamlScalar scalar, Template template) {
    Set<String> asked = new HashSet<>();
    var values =
        values(
            name -> {
              asked.add(name);
              return variables.orNull(name);
            });
    List<Reference> unset = template.unset(values);
    unset.forEach(reference -> addMissing(reference, scalar));
    Optional<String> text = rendered(scalar, template, values);
    return text.filter(any -> unset.isEmpty() && asked.stream().noneMatch(variables::isBroken));
  }

  /** As {@link #resolve}, and tells nothing: what cannot be resolved here is U+FFFD. */
  String known(YamlScalar scalar) {
    if (!scalar.text().contains(BEGIN)) {
      return scalar.text();
    }
    Template template = template(scalar);
    Set<String> unset =
        template.unset(values(variables::orNull)).stream()
            .map(Reference::name)
            .collect(Collectors.toSet());
    var known =
        values(
            name ->
                unset.contains(name) || variables.isBroken(name)
                    ? UNKNOWN
                    : variables.orNull(name));
    return new Problems().collect(() -> template.renderToString(known)).orElse(UNKNOWN);
  }

  private void addMissing(Reference reference, YamlScalar scalar) {
    missing
        .computeIfAbsent(reference.name(), any -> new LinkedHashSet<>())
        .add(place(scalar, reference.place()));
  }

  /** The line of a value is not shown with a mistake: it may hold a secret. */
  private Optional<String> rendered(
      YamlScalar scalar, Template template, io.activo.deploy.template.Variables values) {
    try {
      return Optional.of(template.renderToString(values));
    } catch (DeployException e) {
      for (Problem problem : e.problems()) {
        problems.add(Problem.of(problem.what(), place(scalar, problem.where()), problem.fix()));
      }
      return Optional.empty();
    }
  }

  /** Exact in a plain value and in a quoted one without escapes; otherwise where it begins. */
  private static Place.InText place(YamlScalar scalar, Place within) {
    Place.InText at = scalar.at();
    boolean lines = scalar.style().isBlock() || scalar.text().indexOf('\n') >= 0;
    if (lines || !(within instanceof Place.InText inner)) {
      return at;
    }
    int quote = scalar.plain() ? 0 : 1;
    return Place.in(at.file(), at.line(), at.column() + quote + inner.column() - 1);
  }

  void reportMissing(Collection<String> known) {
    missing.forEach((name, places) -> problems.add(missing(name, places, known)));
  }

  private static Problem missing(String name, Set<Place.InText> places, Collection<String> known) {
    List<Place.InText> inOrder =
        places.stream()
            .sorted(
                Comparator.comparingInt(Place.InText::line).thenComparingInt(Place.InText::column))
            .toList();
    if (BuiltIns.isBuiltIn(name)) {
      return Problem.of("${" + name + "} is not known here", inOrder.get(0), BuiltIns.remedy(name));
    }
    String near = NearestName.hint(name, known);
    String others =
        inOrder.stream()
            .skip(1)
            .map(place -> place.line() + ":" + place.column())
            .collect(Collectors.joining(", "));
    String fix =
        (near.isEmpty() ? "set it in the environment, or by -Dactivo.var." + name + "=VALUE" : near)
            + (others.isEmpty() ? "" : " (also at " + others + ")");
    return Problem.of("${" + name + "} is not set", inOrder.get(0), fix);
  }
}
