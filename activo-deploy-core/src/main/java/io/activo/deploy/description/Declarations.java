package io.activo.deploy.description;

import io.activo.deploy.description.Declaration.Value;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.Entry;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One {@code variables} map of the description. */
final class Declarations {
  private static final String SECRET = "secret";

  private final Map<String, Declaration> byName;

  private Declarations(Map<String, Declaration> byName) {
    this.byName = byName;
  }

  /** Reads a map that the table's check has seen; what did not pass there is left out. */
  static Declarations read(Optional<YamlNode> variables, Problems problems) {
    Declarations declarations = new Declarations(new LinkedHashMap<>());
    if (variables.orElse(null) instanceof YamlMap map) {
      map.entries().forEach(entry -> declarations.add(entry, problems));
    }
    return declarations;
  }

  /** These without the names that an environment removes by {@code ~}. */
  Declarations without(Set<String> removed) {
    Map<String, Declaration> rest = new LinkedHashMap<>(byName);
    rest.keySet().removeAll(removed);
    return new Declarations(rest);
  }

  private void add(Entry entry, Problems problems) {
    checkName(entry.key(), problems);
    if (entry.value() instanceof YamlScalar text && !text.isNull()) {
      put(new Declaration(entry.key(), Optional.of(new Value(ValueForm.VALUE, text)), false));
    } else if (entry.value() instanceof YamlMap map) {
      add(entry.key(), map, problems);
    }
  }

  private static void checkName(YamlScalar name, Problems problems) {
    if (BuiltIns.isBuiltIn(name.text())) {
      problems.add(
          Problem.of("'" + name.text() + "' is built in", name.at(), "choose another name"));
    } else if (!VariableName.isName(name.text())) {
      problems.add(
          Problem.of(
              "'" + name.text() + "' is no name of a variable", name.at(), VariableName.FIX));
    }
  }

  private void add(YamlScalar name, YamlMap map, Problems problems) {
    boolean secret =
        map.get(SECRET).orElse(null) instanceof YamlScalar flag && flag.text().equals("true");
    List<Value> values = new ArrayList<>();
    for (ValueForm form : ValueForm.values()) {
      if (map.get(form.key()).orElse(null) instanceof YamlScalar text && !text.isNull()) {
        values.add(new Value(form, text));
      }
    }
    if (values.size() > 1) {
      problems.add(tooMany(name.text(), values, map));
    } else if (values.isEmpty() && !secret && saysNothing(map)) {
      problems.add(nothing(name.text(), map.at()));
    }
    put(new Declaration(name, values.stream().findFirst(), secret));
  }

  /** Whether the table's check has nothing to tell about the map. */
  private static boolean saysNothing(YamlMap map) {
    return map.entries().stream()
        .allMatch(entry -> entry.key().text().equals(SECRET) || ShapeCheck.isNull(entry.value()));
  }

  private static Problem tooMany(String name, List<Value> values, YamlMap map) {
    List<String> keys = values.stream().map(value -> "'" + value.form().key() + "'").toList();
    return Problem.of(
        "variable '" + name + "' has " + String.join(" and ", keys), map.at(), "keep one of them");
  }

  private static Problem nothing(String name, Place.InText at) {
    return Problem.of(
        "variable '" + name + "' has no value",
        at,
        "write one of " + String.join(", ", ValueForm.keys()));
  }

  private void put(Declaration declaration) {
    byName.put(declaration.name().text(), declaration);
  }

  /** The value that stands above the process environment. */
  Optional<Value> value(String name) {
    return get(name).flatMap(Declaration::value).filter(value -> !value.isDefault());
  }

  /** The value where nothing else gives one. */
  Optional<Value> defaultValue(String name) {
    return get(name).flatMap(Declaration::value).filter(Value::isDefault);
  }

  Optional<Declaration> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Everything that is said, in written order. */
  Collection<Declaration> all() {
    return byName.values();
  }
}
