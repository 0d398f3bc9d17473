package io.activo.deploy.description;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.lookup.StringLookup;
import org.jspecify.annotations.Nullable;

/**
 * Every variable of a deploy, resolved when it is asked for. The first that has a value wins: built
 * in, {@code -Dactivo.var.NAME}, the environment's {@code variables}, those above, the process
 * environment, then the {@code default} of each.
 */
public final class Variables {
  /** In the place of a value that cannot be resolved, so that nothing else is found wrong. */
  private static final String BROKEN = "unresolved";

  private final Layers layers;
  private final References references;
  private final Map<String, Resolution> resolved = new HashMap<>();
  private final Set<String> underway = new LinkedHashSet<>();
  private final Usage usage;
  private final Problems problems;

  /**
   * Where values come from.
   *
   * @param builtIns {@code ACTIVO_…}
   * @param properties {@code -Dactivo.var.NAME=value}
   * @param declared what the description says
   * @param process the process environment
   * @param files where variables find the files that they name
   */
  record Layers(
      BuiltIns builtIns,
      Map<String, String> properties,
      DeclaredVariables declared,
      Map<String, String> process,
      DescriptionFiles files) {}

  private sealed interface Resolution {
    record Value(String text) implements Resolution {}

    record Unset() implements Resolution {}

    record Broken() implements Resolution {}
  }

  Variables(Layers layers, Problems problems) {
    this(layers, new Usage(), problems);
  }

  private Variables(Layers layers, Usage usage, Problems problems) {
    this.layers = layers;
    this.usage = usage;
    this.problems = problems;
    this.references = new References(this, problems);
  }

  /** These variables with others above those that the description declares so far. */
  Variables within(Declarations more) {
    List<Declarations> all = new ArrayList<>(List.of(more));
    all.addAll(layers.declared().layers());
    Layers scoped =
        new Layers(
            layers.builtIns(),
            layers.properties(),
            new DeclaredVariables(all),
            layers.process(),
            layers.files());
    Variables within = new Variables(scoped, usage, problems);
    more.all().forEach(own -> within.resolution(own.name().text()));
    return within;
  }

  /**
   * These variables as a template asks for them: null for a name that is set nowhere, some text for
   * one whose own value cannot be resolved, which is told already.
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
    return resolution instanceof Resolution.Broken ? BROKEN : null;
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
    names.addAll(layers.declared().namesWithValue());
    return names;
  }

  /** The names that {@code variables} has, and those that are built in. */
  Set<String> declaredNames() {
    Set<String> names = new TreeSet<>(BuiltIns.allNames());
    names.addAll(layers.builtIns().names());
    names.addAll(layers.declared().names());
    return names;
  }

  /**
   * The names that the description calls secret, and those whose values are secret ones in base64,
   * or were.
   */
  public Set<String> secretNames() {
    return layers.declared().secretNames();
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
    return usage.warnings(layers.declared().places(), layers.properties().keySet(), names());
  }

  /** These names, and those that their values are made of. */
  Set<String> reach(Collection<String> names) {
    return layers.declared().reach(names);
  }

  /** Resolves every value that the description declares, so that its mistakes are told. */
  void resolveDeclared() {
    layers.declared().namesOfValues().forEach(this::resolution);
  }

  /** Whether a name has a value that cannot be resolved, which is told already. */
  boolean isBroken(String name) {
    return resolution(name) instanceof Resolution.Broken;
  }

  /** The resolved text of a value; empty when something in it is not set, which is told. */
  Optional<String> resolve(YamlScalar scalar) {
    return references.resolve(scalar);
  }

  /**
   * The value of a variable that a value of the description is; empty when it is not set, which is
   * told.
   */
  Optional<String> valueOf(Text name) {
    return references.valueOf(name);
  }

  /** What a file beside the description holds. */
  byte[] file(Text path) {
    return layers.files().read(path);
  }

  /** The text as far as it can be resolved here; see {@link References#known}. */
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
    Optional<BuiltIns.Derived> derived = layers.builtIns().derived(name);
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
    Optional<Declaration.Value> declared = layers.declared().value(name);
    if (declared.isPresent()) {
      return resolution(name, declared.get());
    }
    String process = layers.process().get(name);
    if (process != null) {
      return new Resolution.Value(process);
    }
    return layers
        .declared()
        .defaultValue(name)
        .map(value -> resolution(name, value))
        .orElseGet(Resolution.Unset::new);
  }

  private Resolution resolution(String name, Declaration.Value declared) {
    Resolution resolution =
        resolution(name, new BuiltIns.Derived(List.of(declared.text()), texts -> texts.get(0)));
    if (!(resolution instanceof Resolution.Value value)) {
      return resolution;
    }
    Text text = new Text(value.text(), declared.text().at());
    return problems
        .collect(() -> declared.form().value(name, text, layers.files()))
        .<Resolution>map(Resolution.Value::new)
        .orElseGet(Resolution.Broken::new);
  }

  /** What is made of the resolved parts: an image's name has two, all else has one. */
  private Resolution resolution(String name, BuiltIns.Derived derived) {
    List<YamlScalar> parts = derived.parts();
    if (!underway.add(name)) {
      problems.add(cycle(name, parts.get(0).at()));
      return new Resolution.Broken();
    }
    try {
      List<String> texts = parts.stream().flatMap(part -> resolve(part).stream()).toList();
      return texts.size() == parts.size()
          ? new Resolution.Value(derived.join().apply(texts))
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
