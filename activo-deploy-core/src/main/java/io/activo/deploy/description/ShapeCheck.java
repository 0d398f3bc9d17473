package io.activo.deploy.description;

import io.activo.deploy.problem.NearestName;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.problem.Problems;
import io.activo.deploy.yaml.YamlNode;
import io.activo.deploy.yaml.YamlNode.YamlList;
import io.activo.deploy.yaml.YamlNode.YamlMap;
import io.activo.deploy.yaml.YamlNode.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds what is written against the table of keys, and tells everything that does not fit. */
final class ShapeCheck {
  /** The team's own keys, for anchors and notes. */
  static final String OWN = "x-";

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

  private final Problems problems;

  ShapeCheck(Problems problems) {
    this.problems = problems;
  }

  void check(String name, YamlNode node, Shape shape) {
    if (shape instanceof Shape.Either either) {
      checkEither(name, node, either);
    } else if (shape instanceof Shape.Group group) {
      map(name, node, shape).ifPresent(map -> checkGroup(map, group));
    } else if (shape instanceof Shape.Named named) {
      map(name, node, shape).ifPresent(map -> checkNamed(name, map, named));
    } else if (shape instanceof Shape.Items items) {
      checkItems(name, node, items);
    } else if (!(node instanceof YamlScalar scalar)) {
      mismatch(name, node, shape);
    } else if (shape instanceof Shape.Regex) {
      problems.run(() -> EnvironmentChoice.compile(scalar));
    } else if (!fits(scalar, shape)) {
      wrongWord(name, scalar, shape);
    }
  }

  private void checkEither(String name, YamlNode node, Shape.Either either) {
    List<Shape> ofThisKind =
        either.shapes().stream().filter(shape -> isKindOf(node, shape)).toList();
    if (ofThisKind.isEmpty()) {
      mismatch(name, node, either);
    } else if (node instanceof YamlScalar scalar) {
      if (ofThisKind.stream().noneMatch(shape -> fits(scalar, shape))) {
        wrongWord(name, scalar, either);
      }
    } else {
      check(name, node, ofThisKind.get(0));
    }
  }

  private static boolean isKindOf(YamlNode node, Shape shape) {
    if (node instanceof YamlMap) {
      return shape instanceof Shape.Group
          || shape instanceof Shape.Named
          || (shape instanceof Shape.Items && isAddition(node).isPresent());
    }
    boolean isList = shape instanceof Shape.Items;
    boolean isMap = shape instanceof Shape.Group || shape instanceof Shape.Named;
    return node instanceof YamlList ? isList : !isList && !isMap;
  }

  private void checkGroup(YamlMap map, Shape.Group group) {
    checkDuplicates(map);
    for (YamlNode.Entry entry : map.entries()) {
      String name = entry.key().text();
      Optional<Key> key = group.keys().stream().filter(k -> k.name().equals(name)).findFirst();
      if (name.startsWith(OWN)) {
        continue;
      }
      if (key.isEmpty()) {
        unknown(entry.key(), group);
      } else if (!key.get().with().isHere()) {
        problem(
            "'" + name + "' is not in this version", entry.key().at(), "remove it for the present");
      } else if (!isNull(entry.value())) {
        check(name, entry.value(), key.get().shape());
      }
    }
  }

  private void unknown(YamlScalar key, Shape.Group group) {
    List<String> names =
        group.keys().stream().filter(k -> k.with().isHere()).map(Key::name).toList();
    String known =
        names.isEmpty() ? "no key is known here" : "known here: " + String.join(", ", names);
    String fix =
        NearestName.of(key.text(), names).map(near -> "did you mean '" + near + "'?").orElse(known);
    problem("unknown key '" + key.text() + "'", key.at(), fix);
  }

  private void checkNamed(String name, YamlMap map, Shape.Named named) {
    checkDuplicates(map);
    for (YamlNode.Entry entry : map.entries()) {
      if (named.value() instanceof Shape.Group && entry.key().text().startsWith(OWN)) {
        continue;
      }
      if (!fits(entry.key(), named.key())) {
        wrongWord(name, entry.key(), named.key());
      }
      if (!isNull(entry.value())) {
        check(entry.key().text(), entry.value(), named.value());
      }
    }
  }

  private void checkItems(String name, YamlNode node, Shape.Items items) {
    Optional<YamlNode> addition = isAddition(node);
    YamlNode list = addition.orElse(node);
    if (list instanceof YamlList written) {
      written.items().forEach(item -> check("an item of " + name, item, items.item()));
    } else {
      mismatch(name, node, items);
    }
  }

  /** The list in {@code {add: […]}}. */
  static Optional<YamlNode> isAddition(YamlNode node) {
    return node instanceof YamlMap map && map.keys().equals(List.of("add"))
        ? map.get("add")
        : Optional.empty();
  }

  static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  private void checkDuplicates(YamlMap map) {
    Map<String, Place.InText> first = new HashMap<>();
    for (YamlNode.Entry entry : map.entries()) {
      Place.InText earlier = first.putIfAbsent(entry.key().text(), entry.key().at());
      if (earlier != null) {
        problem(
            "'" + entry.key().text() + "' stands twice",
            entry.key().at(),
            "the first is in line " + earlier.line() + "; keep one");
      }
    }
  }

  private Optional<YamlMap> map(String name, YamlNode node, Shape shape) {
    if (node instanceof YamlMap map) {
      return Optional.of(map);
    }
    mismatch(name, node, shape);
    return Optional.empty();
  }

  private static boolean fits(YamlScalar scalar, Shape shape) {
    if (shape instanceof Shape.Word word) {
      return word.words().contains(scalar.text());
    }
    if (shape instanceof Shape.Flag) {
      return scalar.text().equals("true") || scalar.text().equals("false");
    }
    if (shape instanceof Shape.Time) {
      return Times.parse(scalar.text()).isPresent();
    }
    if (shape instanceof Shape.Size) {
      return Sizes.parse(scalar.text()).isPresent();
    }
    if (shape instanceof Shape.Nothing) {
      return false;
    }
    return !(shape instanceof Shape.Whole) || WHOLE.matcher(scalar.text()).matches();
  }

  private void wrongWord(String name, YamlScalar scalar, Shape shape) {
    if (laterWords(shape).contains(scalar.text())) {
      problem("'" + scalar.text() + "' is not in this version", scalar.at(), "");
      return;
    }
    String hint = NearestName.hint(scalar.text(), words(shape));
    problem(
        "'" + name + "' is '" + scalar.text() + "', but must be " + shape.title(),
        scalar.at(),
        hint);
  }

  private static List<String> words(Shape shape) {
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream().flatMap(each -> words(each).stream()).toList();
    }
    return shape instanceof Shape.Word word ? word.words() : List.of();
  }

  private static List<String> laterWords(Shape shape) {
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream().flatMap(each -> laterWords(each).stream()).toList();
    }
    return shape instanceof Shape.Word word ? word.later() : List.of();
  }

  private void mismatch(String name, YamlNode node, Shape shape) {
    String written =
        node instanceof YamlMap ? "a map" : node instanceof YamlList ? "a list" : "a single value";
    problem("'" + name + "' is " + written + ", but must be " + shape.title(), node.at(), "");
  }

  private void problem(String what, Place.InText at, String fix) {
    problems.add(Problem.of(what, at, fix));
  }
}
