package io.activo.deploy.description;

import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Resolves {@code ${NAME}} in values; everything else in them is text. */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)(}?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*:?[-=+?].*");

  private final Variables variables;
  private final Problems problems;
  private final Map<String, Set<Place.InText>> missing = new LinkedHashMap<>();

  References(Variables variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The text with its references replaced; empty when one is not set or malformed. */
  Optional<String> resolve(YamlScalar scalar) {
    Matcher matcher = REFERENCE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    while (matcher.find()) {
      Optional<String> value = value(matcher, scalar);
      complete &= value.isPresent();
      matcher.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
    }
    matcher.appendTail(text);
    return complete ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> value(Matcher reference, YamlScalar scalar) {
    String name = reference.group(1);
    Place.InText at = place(scalar, reference.start());
    if (!NAME.matcher(name).matches() || reference.group(2).isEmpty()) {
      problems.add(malformed(reference.group(), name, at));
      return Optional.empty();
    }
    if (variables.isUnset(name)) {
      missing.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(at);
    }
    return variables.value(name);
  }

  private static Problem malformed(String written, String name, Place.InText at) {
    return FORM.matcher(name).matches()
        ? Problem.of("'" + written + "' is a form that is not in this version", at, "write ${NAME}")
        : Problem.of("'" + written + "' is no reference", at, "write ${NAME}");
  }

  /** Exact in a plain value and in a quoted one without escapes; otherwise where it begins. */
  private static Place.InText place(YamlScalar scalar, int offset) {
    Place.InText at = scalar.at();
    if (scalar.text().indexOf('\n') >= 0) {
      return at;
    }
    int quote = scalar.plain() ? 0 : 1;
    return Place.in(at.file(), at.line(), at.column() + quote + offset);
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
