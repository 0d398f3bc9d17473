package io.activo.deploy.kubernetes.schema;

import static java.util.stream.Collectors.joining;

import io.activo.deploy.kubernetes.FieldPath;
import io.activo.deploy.problem.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds values against their schema as the server does with {@code fieldValidation=Strict} (seen
 * with Kubernetes 1.34): fields, types, required fields, allowed values, keys of lists.
 *
 * @param partial whether the schema is one among others of a field, which names only what it limits
 */
record StructureCheck(Found found, boolean partial) {

  void check(Field field, Shape shape) {
    if (field.value() == null) {
      return;
    }
    if (!fits(field.value(), shape.type())) {
      wrongType(field, shape.type());
      return;
    }
    if (field.value() instanceof Map<?, ?>) {
      checkMap(field, shape);
    } else if (field.value() instanceof List<?>) {
      checkList(field, shape);
    } else {
      new ScalarCheck(found).check(field, shape);
    }
    if (shape.isCustom()) {
      new ConstraintCheck(found).check(field, shape);
    }
  }

  private static boolean fits(Object value, Shape.Type type) {
    return switch (type) {
      case OBJECT -> value instanceof Map;
      case ARRAY -> value instanceof List;
      case STRING -> value instanceof String;
      case INTEGER -> isWhole(value);
      case NUMBER -> value instanceof Number number && Double.isFinite(number.doubleValue());
      case BOOLEAN -> value instanceof Boolean;
      case INT_OR_STRING -> value instanceof String || isWhole(value);
      case QUANTITY -> value instanceof String || value instanceof Number;
      case ANY -> true;
    };
  }

  private static boolean isWhole(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) && number == Math.rint(number);
    }
    return value instanceof Number;
  }

  private void wrongType(Field field, Shape.Type wanted) {
    found.error(
        field.path(),
        SchemaRule.WRONG_TYPE,
        field.path() + " must be " + wanted.said() + ", and is " + said(field.value()),
        fix(field.value(), wanted));
  }

  private static String fix(@Nullable Object value, Shape.Type wanted) {
    if (wanted == Shape.Type.STRING && (value instanceof Number || value instanceof Boolean)) {
      return "put it in quotes";
    }
    boolean scalar = wanted == Shape.Type.INTEGER || wanted == Shape.Type.BOOLEAN;
    if (scalar && value instanceof String text && text.matches("-?\\d+|true|false")) {
      return "write it without quotes";
    }
    return wanted == Shape.Type.ARRAY ? "write it as a list, each item behind '- '" : "";
  }

  private static String said(@Nullable Object value) {
    if (value instanceof Map) {
      return Shape.Type.OBJECT.said();
    }
    if (value instanceof List) {
      return Shape.Type.ARRAY.said();
    }
    if (value instanceof Boolean) {
      return Shape.Type.BOOLEAN.said();
    }
    return value instanceof Number ? Shape.Type.NUMBER.said() : Shape.Type.STRING.said();
  }

  private void checkMap(Field field, Shape shape) {
    for (String key : field.keys()) {
      Field child = field.child(key);
      Optional<Shape> known = shape.field(key);
      if (!child.isWritten()) {
        known
            .filter(wanted -> refusesNull(wanted) && !shape.required().contains(key))
            .ifPresent(wanted -> isNull(child, wanted));
      } else if (known.isPresent()) {
        check(child, known.orElseThrow());
      } else if (!partial && shape.type() != Shape.Type.ANY) {
        unknownField(field, child, shape);
      }
    }
    for (String name : shape.required()) {
      if (!field.child(name).isWritten()) {
        missingField(field, name);
      }
    }
  }

  private void unknownField(Field field, Field child, Shape shape) {
    String hint = NearestName.hint(child.key(), shape.names());
    String owner = field.path().isRoot() ? "it" : field.path().toString();
    found.error(
        child.path(),
        SchemaRule.UNKNOWN_FIELD,
        owner + " has no field '" + child.key() + "'",
        hint.isEmpty() ? "remove it, or move it to where it belongs" : hint);
  }

  private void missingField(Field field, String name) {
    FieldPath path = field.path().child(name);
    found.error(path, SchemaRule.MISSING_FIELD, path + " is missing", "add it");
  }

  private void checkList(Field field, Shape shape) {
    Optional<Shape> item = shape.item();
    Set<Object> seen = new HashSet<>();
    for (Field element : field.items()) {
      if (element.value() == null && !partial) {
        item.filter(StructureCheck::refusesNullItem).ifPresent(wanted -> isNull(element, wanted));
      }
      item.ifPresent(wanted -> check(element, wanted));
      Optional<String> key = key(element, shape);
      if (key.isPresent() && !seen.add(key.orElseThrow())) {
        found.error(
            element.path(),
            SchemaRule.DUPLICATE_KEY,
            field.path() + " has " + key.orElseThrow() + " twice",
            "remove one of the two");
      }
    }
  }

  /** Whether null is a value of the wrong type; to Kubernetes' own kinds it is an absent field. */
  private static boolean refusesNull(Shape wanted) {
    return wanted.isCustom() && wanted.type() != Shape.Type.ANY && !wanted.isTrue("nullable");
  }

  /** A null among the texts of Kubernetes' own kinds becomes an empty one. */
  private static boolean refusesNullItem(Shape wanted) {
    return refusesNull(wanted)
        || (wanted.type() == Shape.Type.OBJECT && !wanted.isTrue("nullable"));
  }

  private void isNull(Field field, Shape wanted) {
    found.error(
        field.path(),
        SchemaRule.WRONG_TYPE,
        field.path() + " must be " + wanted.type().said() + ", and is empty",
        "write it, or remove it");
  }

  /** What tells an item from the others, where something has to. */
  private static Optional<String> key(Field element, Shape list) {
    return switch (list.listType()) {
      case ATOMIC -> Optional.empty();
      case SET -> element.text();
      case MAP -> mapKey(element, list.mapKeys(), list.item());
    };
  }

  private static Optional<String> mapKey(Field element, List<String> keys, Optional<Shape> item) {
    if (!(element.value() instanceof Map<?, ?>)
        || keys.stream().noneMatch(key -> element.child(key).isWritten())) {
      return Optional.empty();
    }
    return Optional.of(
        keys.stream()
            .map(key -> key + " " + keyValue(element.child(key), key, item))
            .collect(joining(", ")));
  }

  private static String keyValue(Field part, String key, Optional<Shape> item) {
    return part.isWritten()
        ? String.valueOf(part.value())
        : item.flatMap(shape -> shape.field(key))
            .flatMap(Shape::standard)
            .map(Object::toString)
            .orElse("");
  }
}
