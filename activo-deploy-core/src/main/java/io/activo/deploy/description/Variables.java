package io.activo.deploy.description;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.secret.SecretNames;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.commons.text.lookup.StringLookup;
import org.jspecify.annotations.Nullable;

/**
 * Every variable of a deploy, resolved when it is asked for. The first that has a value wins: built
 * in, {@code -Dactivo.var.NAME}, the environment's {@code variables}, those above, the process
 * environment, then the {@code default} of each.
 */
public final class Variables {
  private final Layers layers;
  private final References references;
  private final Map<String, Resolution> resolved = new HashMap<>();
  private final Set<String> underway = new LinkedHashSet<>();
  private final Usage usage = new Usage();
  private final Problems problems;

  /**
   * Where values come from.
   *
   * @param builtIns {@code ACTIVO_…}
   * @param properties {@code -Dactivo.var.NAME=value}
   * @param declared what the description says, the environment's first
   * @param process the process environment
   * @param files where variables find the files that they name
   */
  record Layers(
      BuiltIns builtIns,
      Map<String, String> properties,
      List<Declarations> declared,
      Map<String, String> process,
      DescriptionFiles files) {}

  private sealed interface Resolution {
    record Value(String text) implements Resolution {}

    record Unset() implements Resolution {}

    record Broken() implements Resolution {}
  }

  Variables(Layers layers, Problems problems) {
    this.layers = layers;
    this.problems = problems;
    this.references = new References(this, problems);
  }

  /**
   * These variables as a template asks for them: null for a name that is set nowhere, an empty text
   * for one whose own value cannot be resolved, which is told already.
   */
  public StringLookup lookup() {
    return name -> {
      usage.add(Set.of(name));
      return orNull(name);
    };
  }

  /** As {@link #lookup}, and the name does not count as used. */
  @Nullable String orNull(String name) {
    Resolution resolution = resolution(name);
    if (resolution instanceof Resolution.Value value) {
      return value.text();
    }
    return resolution instanceof Resolution.Broken ? "" : null;
  }

  /** The value of a variable, if it has one. */
  public Optional<String> value(String name) {
    return resolution(name) instanceof Resolution.Value value
        ? Optional.of(value.text())
        : Optional.empty();
  }

  /** Every name that has a value or was meant to have one, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(layers.process().keySet());
    names.addAll(layers.builtIns().names());
    names.addAll(layers.properties().keySet());
    layers.declared().forEach(declarations -> names.addAll(declarations.namesWithValue()));
    return names;
  }

  /** The names that {@code variables} has, and those that are built in. */
  Set<String> declaredNames() {
    Set<String> names = new TreeSet<>(BuiltIns.allNames());
    names.addAll(layers.builtIns().names());
    layers.declared().forEach(declarations -> names.addAll(declarations.names()));
    return names;
  }

  /**
   * The names that the description calls secret, and those whose values are secret ones in base64,
   * or were.
   */
  public Set<String> secretNames() {
    Set<String> names = new TreeSet<>();
    layers.declared().forEach(declarations -> names.addAll(declarations.secrets()));
    for (Declaration declaration : declarations().toList()) {
      if (declaration.value().filter(value -> value.form().disguises()).isPresent()
          && reach(declaration.references()).stream()
              .anyMatch(name -> names.contains(name) || SecretNames.looksSecret(name))) {
        names.add(declaration.name().text());
      }
    }
    return names;
  }

  /**
   * Counts names as used: those that a template holds, for example, also where their values are not
   * needed in the end. The names that stand in values of the description count anyway.
   */
  public void used(Collection<String> names) {
    usage.add(names);
  }

  /**
   * A warning for every name that {@code variables} or {@code -Dactivo.var.NAME} sets and nothing
   * uses so far. To be asked when every template is read.
   */
  public List<Problem> unused() {
    return usage.warnings(layers.declared(), layers.properties().keySet(), names());
  }

  /** These names, and those that their values are made of. */
  Set<String> reach(Collection<String> names) {
    Set<String> reached = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(names);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        layers.declared().stream()
            .flatMap(declarations -> declarations.get(name).stream())
            .forEach(declaration -> next.addAll(declaration.references()));
      }
    }
    return reached;
  }

  private Stream<Declaration> declarations() {
    return layers.declared().stream().flatMap(declarations -> declarations.all().stream());
  }

  /** Resolves every value that the description declares, so that its mistakes are told. */
  void resolveDeclared() {
    declarations()
        .filter(declaration -> declaration.value().filter(value -> !value.isDefault()).isPresent())
        .forEach(declaration -> resolution(declaration.name().text()));
  }

  /** Whether a name has a value that cannot be resolved, which is told already. */
  boolean isBroken(String name) {
    return resolution(name) instanceof Resolution.Broken;
  }

  /** The resolved text of a value; empty when something in it is not set, which is told. */
  Optional<String> resolve(YamlScalar scalar) {
    return references.resolve(scalar);
  }

  /** The text, in which every reference that cannot be resolved stays as it is written. */
  String known(YamlScalar scalar) {
    return references.known(scalar);
  }

  /** Tells every name that was asked for and is set nowhere, once, with all its places. */
  void reportMissing() {
    references.reportMissing(names());
  }

  private Resolution resolution(String name) {
    Resolution known = resolved.get(name);
    if (known != null) {
      return known;
    }
    Resolution resolution = compute(name);
    resolved.put(name, resolution);
    return resolution;
  }

  private Resolution compute(String name) {
    Optional<String> builtIn = layers.builtIns().literal(name);
    if (builtIn.isPresent()) {
      return new Resolution.Value(builtIn.get());
    }
    Optional<List<YamlScalar>> derived = layers.builtIns().derived(name);
    if (derived.isPresent()) {
      return resolution(name, derived.get());
    }
    return BuiltIns.isBuiltIn(name) ? new Resolution.Unset() : fromLayers(name);
  }

  private Resolution fromLayers(String name) {
    String property = layers.properties().get(name);
    if (property != null) {
      return new Resolution.Value(property);
    }
    Optional<Declaration.Value> declared = first(name, Declarations::value);
    if (declared.isPresent()) {
      return resolution(name, declared.get());
    }
    String process = layers.process().get(name);
    if (process != null) {
      return new Resolution.Value(process);
    }
    return first(name, Declarations::defaultValue)
        .map(value -> resolution(name, value))
        .orElseGet(Resolution.Unset::new);
  }

  private Optional<Declaration.Value> first(
      String name, BiFunction<Declarations, String, Optional<Declaration.Value>> read) {
    return layers.declared().stream()
        .flatMap(declarations -> read.apply(declarations, name).stream())
        .findFirst();
  }

  private Resolution resolution(String name, Declaration.Value declared) {
    Resolution resolution = resolution(name, List.of(declared.text()));
    if (!(resolution instanceof Resolution.Value value)) {
      return resolution;
    }
    Text text = new Text(value.text(), declared.text().at());
    return problems
        .collect(() -> declared.form().value(name, text, layers.files()))
        .<Resolution>map(Resolution.Value::new)
        .orElseGet(Resolution.Broken::new);
  }

  /** The parts resolved and joined by a colon: an image's name has two, all else has one. */
  private Resolution resolution(String name, List<YamlScalar> parts) {
    if (!underway.add(name)) {
      problems.add(cycle(name, parts.get(0).at()));
      return new Resolution.Broken();
    }
    try {
      List<String> texts = parts.stream().flatMap(part -> resolve(part).stream()).toList();
      return texts.size() == parts.size()
          ? new Resolution.Value(String.join(":", texts))
          : new Resolution.Broken();
    } finally {
      underway.remove(name);
    }
  }

  private Problem cycle(String name, Place.InText at) {
    String chain = String.join(" -> ", underway) + " -> " + name;
    return Problem.of(
        "variable " + name + " needs its own value: " + chain,
        at,
        "give it another name than the variable that it reads");
  }
}
