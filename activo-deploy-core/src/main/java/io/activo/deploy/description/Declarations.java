package io.activo.deploy.description;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One {@code variables} map of the description. */
final class Declarations {
  private final Map<String, YamlScalar> texts = new HashMap<>();
  private final Map<String, YamlScalar> defaults = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();

  /** Reads a map that the table's check has seen; what did not pass there is left out. */
  static Declarations read(Optional<YamlNode> variables, Problems problems) {
    Declarations declarations = new Declarations();
    if (variables.orElse(null) instanceof YamlMap map) {
      map.entries().forEach(entry -> declarations.add(entry, problems));
    }
    return declarations;
  }

  /** These without the names that an environment removes by {@code ~}. */
  Declarations without(Set<String> removed) {
    Declarations rest = new Declarations();
    rest.texts.putAll(texts);
    rest.defaults.putAll(defaults);
    rest.secrets.addAll(secrets);
    rest.texts.keySet().removeAll(removed);
    rest.defaults.keySet().removeAll(removed);
    return rest;
  }

  private void add(YamlNode.Entry entry, Problems problems) {
    String name = entry.key().text();
    if (BuiltIns.isBuiltIn(name)) {
      problems.add(
          Problem.of("'" + name + "' is built in", entry.key().at(), "choose another name"));
    } else if (!VariableName.isName(name)) {
      problems.add(
          Problem.of(
              "'" + name + "' is no name of a variable", entry.key().at(), VariableName.FIX));
    }
    if (entry.value() instanceof YamlScalar text && !text.isNull()) {
      texts.put(name, text);
    } else if (entry.value() instanceof YamlMap map) {
      if (map.get("default").orElse(null) instanceof YamlScalar text) {
        defaults.put(name, text);
      }
      if (map.get("secret").orElse(null) instanceof YamlScalar flag && flag.text().equals("true")) {
        secrets.add(name);
      }
    }
  }

  Optional<YamlScalar> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  Optional<YamlScalar> defaultText(String name) {
    return Optional.ofNullable(defaults.get(name));
  }

  /** Every declared name. */
  Set<String> names() {
    Set<String> names = new HashSet<>(texts.keySet());
    names.addAll(defaults.keySet());
    return names;
  }

  /** The names that have a value, not only a default. */
  Set<String> texts() {
    return texts.keySet();
  }

  Set<String> secrets() {
    return secrets;
  }
}
