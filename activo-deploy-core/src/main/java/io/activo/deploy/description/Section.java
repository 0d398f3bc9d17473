package io.activo.deploy.description;

import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads one map of the description: values resolved, and absent where the check of the table or the
 * resolution has told already why they cannot be read.
 */
record Section(YamlMap map, Variables variables, Problems problems) {

  /** The section below a key. */
  Optional<Section> section(String key) {
    return map.get(key)
        .filter(YamlMap.class::isInstance)
        .map(below -> new Section((YamlMap) below, variables, problems));
  }

  boolean has(String key) {
    return map.get(key).filter(value -> !ShapeCheck.isNull(value)).isPresent();
  }

  /** Whether a list is missing, or has no item. */
  boolean isEmpty(String key) {
    return !has(key)
        || (map.get(key).orElse(null) instanceof YamlList list && list.items().isEmpty());
  }

  Optional<Text> text(String key) {
    return map.get(key).flatMap(this::text);
  }

  /** A text as it is written: nothing in it is a reference. */
  Optional<Text> literal(String key) {
    return map.get(key).orElse(null) instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(new Text(scalar.text(), scalar.at()))
        : Optional.empty();
  }

  /** A text that must be there. */
  Optional<Text> required(String key, String example) {
    if (!has(key)) {
      problem("'" + key + "' is missing", map.at(), "add it, for example " + example);
    }
    return text(key);
  }

  /** As {@link #required}, of a text, a variable's value or what a file holds. */
  Optional<Text> requiredValue(String key, String example) {
    if (!has(key)) {
      problem("'" + key + "' is missing", map.at(), "add it, for example " + example);
    }
    return value(key);
  }

  /** A text, the value of a {@code {variable: NAME}} or what a {@code {file: PATH}} holds. */
  Optional<Text> value(String key) {
    return map.get(key).flatMap(node -> new WrittenValue(variables, problems).text(node));
  }

  boolean flag(String key) {
    return map.get(key).orElse(null) instanceof YamlScalar scalar && scalar.text().equals("true");
  }

  /** The word, or list of texts, at a key as one list. */
  List<Text> texts(String key) {
    YamlNode node = map.get(key).orElse(null);
    if (node instanceof YamlList list) {
      return list.items().stream().flatMap(item -> text(item).stream()).toList();
    }
    return node == null ? List.of() : text(node).stream().toList();
  }

  List<String> values(String key) {
    return texts(key).stream().map(Text::value).toList();
  }

  /** A map with keys that the team chose, in written order; keys are resolved too. */
  Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    named(key).forEach((name, value) -> pairs.put(name.value(), value.value()));
    return pairs;
  }

  /** As {@link #pairs}, with the places of keys and values. */
  Map<Text, Text> named(String key) {
    return named(key, this::text);
  }

  /** As {@link #pairs}, of some values, each as {@link #known(String)} has it. */
  Map<String, String> known(String key, Predicate<YamlScalar> wanted) {
    Map<String, String> pairs = new LinkedHashMap<>();
    named(
            key,
            node ->
                node instanceof YamlScalar scalar && wanted.test(scalar)
                    ? known(node)
                    : Optional.empty())
        .forEach((name, value) -> pairs.put(name.value(), value.value()));
    return pairs;
  }

  private Map<Text, Text> named(String key, Function<YamlNode, Optional<Text>> read) {
    Map<Text, Text> pairs = new LinkedHashMap<>();
    if (map.get(key).orElse(null) instanceof YamlMap named) {
      for (YamlNode.Entry entry : named.entries()) {
        Optional<Text> name = read.apply(entry.key());
        Optional<Text> value = read.apply(entry.value());
        if (name.isPresent() && value.isPresent()) {
          pairs.put(name.get(), value.get());
        }
      }
    }
    return pairs;
  }

  /** A text as far as it can be resolved here; see {@link References#known}. Tells nothing. */
  Optional<Text> known(String key) {
    return map.get(key).flatMap(this::known);
  }

  private Optional<Text> known(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(new Text(variables.known(scalar), scalar.at()))
        : Optional.empty();
  }

  Optional<Text> text(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.isNull()
        ? variables.resolve(scalar).map(value -> new Text(value, scalar.at()))
        : Optional.empty();
  }

  void problem(String what, Place.InText at, String fix) {
    problems.add(Problem.of(what, at, fix));
  }
}
