package io.activo.deploy.description;

import io.activo.deploy.description.Declaration.Value;
import io.activo.deploy.problem.Place;
import io.activo.deploy.secret.SecretNames;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the description says about variables.
 *
 * @param layers the environment's declarations, then those above
 */
record DeclaredVariables(List<Declarations> layers) {

  /** The value that stands above the process environment. */
  Optional<Value> value(String name) {
    return layers.stream().flatMap(layer -> layer.value(name).stream()).findFirst();
  }

  /** The value where nothing else gives one. */
  Optional<Value> defaultValue(String name) {
    return layers.stream().flatMap(layer -> layer.defaultValue(name).stream()).findFirst();
  }

  /** Every name with the place where it stands, the environment's first. */
  Map<String, Place.InText> places() {
    Map<String, Place.InText> places = new LinkedHashMap<>();
    all().forEach(each -> places.putIfAbsent(each.name().text(), each.name().at()));
    return places;
  }

  /** Every name, also of those that are only called secret. */
  Set<String> names() {
    return places().keySet();
  }

  /** The names that have a value, if only a default. */
  Set<String> namesWithValue() {
    return names(all().filter(each -> each.value().isPresent()));
  }

  /** The names that have a value above the process environment. */
  Set<String> namesOfValues() {
    return names(all().filter(each -> value(each.name().text()).isPresent()));
  }

  /**
   * The names that are called secret, and those whose values are secret ones in base64, or were.
   */
  Set<String> secretNames() {
    Set<String> secret = names(all().filter(Declaration::secret));
    Set<String> disguised = names(all().filter(each -> disguises(each, secret)));
    secret.addAll(disguised);
    return secret;
  }

  private boolean disguises(Declaration declaration, Set<String> secret) {
    return declaration.value().filter(value -> value.form().disguises()).isPresent()
        && reach(declaration.references()).stream()
            .anyMatch(name -> secret.contains(name) || SecretNames.looksSecret(name));
  }

  /** These names, and those that their values are made of. */
  Set<String> reach(Collection<String> names) {
    Set<String> reached = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(names);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        layers.stream()
            .flatMap(layer -> layer.get(name).stream())
            .forEach(declaration -> next.addAll(declaration.references()));
      }
    }
    return reached;
  }

  private Stream<Declaration> all() {
    return layers.stream().flatMap(layer -> layer.all().stream());
  }

  private static Set<String> names(Stream<Declaration> declarations) {
    Set<String> names = new TreeSet<>();
    declarations.forEach(declaration -> names.add(declaration.name().text()));
    return names;
  }
}
