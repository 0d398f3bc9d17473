package io.activo.deploy.kubernetes.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks what the schema of a custom resource limits further. Rules in CEL are not evaluated, and a
 * pattern that Java cannot read is passed over: Go's and Java's expressions differ.
 */
record ConstraintCheck(Found found) {

  void check(Field field, Shape shape) {
    if (field.value() instanceof String text) {
      checkText(field, shape, text);
    } else if (field.value() instanceof Number number && Double.isFinite(number.doubleValue())) {
      checkNumber(field, shape, new BigDecimal(number.toString()));
    } else if (field.value() instanceof List<?> list) {
      checkSize(field, list.size(), shape, "Items");
      if (shape.isTrue("uniqueItems") && list.stream().distinct().count() < list.size()) {
        refuse(field, "holds an item twice");
      }
    } else if (field.value() instanceof Map<?, ?> map) {
      checkSize(field, map.size(), shape, "Properties");
      if (shape.isTrue("x-kubernetes-embedded-resource")) {
        new ValueCheck(found).written(field.child("apiVersion"));
        new ValueCheck(found).written(field.child("kind"));
      }
    }
    checkCombinations(field, shape);
  }

  private void checkText(Field field, Shape shape, String text) {
    checkSize(field, text.codePointCount(0, text.length()), shape, "Length");
    Optional<String> pattern = shape.keyword("pattern").map(Object::toString);
    if (pattern
        .flatMap(ConstraintCheck::compiled)
        .filter(p -> !p.matcher(text).find())
        .isPresent()) {
      refuse(field, "does not match the pattern " + pattern.orElseThrow());
    }
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private void checkSize(Field field, int size, Shape shape, String of) {
    String things = of.equals("Length") ? "characters" : of.equals("Items") ? "items" : "fields";
    number(shape, "min" + of)
        .filter(least -> least.intValue() > size)
        .ifPresent(least -> refuse(field, "has " + size + " " + things + ", at least " + least));
    number(shape, "max" + of)
        .filter(most -> most.intValue() < size)
        .ifPresent(most -> refuse(field, "has " + size + " " + things + ", at most " + most));
  }

  private void checkNumber(Field field, Shape shape, BigDecimal number) {
    int excluded = shape.isTrue("exclusiveMinimum") ? 0 : -1;
    number(shape, "minimum")
        .filter(least -> number.compareTo(least) <= excluded)
        .ifPresent(least -> refuse(field, "is too small for the minimum " + least));
    int excludedAbove = shape.isTrue("exclusiveMaximum") ? 0 : 1;
    number(shape, "maximum")
        .filter(most -> number.compareTo(most) >= excludedAbove)
        .ifPresent(most -> refuse(field, "is too large for the maximum " + most));
    number(shape, "multipleOf")
        .filter(factor -> factor.signum() > 0 && number.remainder(factor).signum() != 0)
        .ifPresent(factor -> refuse(field, "is no multiple of " + factor));
  }

  private static Optional<BigDecimal> number(Shape shape, String keyword) {
    return shape
        .keyword(keyword)
        .filter(Number.class::isInstance)
        .map(number -> new BigDecimal(number.toString()));
  }

  private void checkCombinations(Field field, Shape shape) {
    shape.alternatives("allOf").forEach(part -> new StructureCheck(found, true).check(field, part));
    List<Shape> any = shape.alternatives("anyOf");
    if (!any.isEmpty() && any.stream().noneMatch(one -> fits(field, one))) {
      refuse(field, "fits none of its alternatives (anyOf)");
    }
    List<Shape> one = shape.alternatives("oneOf");
    long fitting = one.stream().filter(part -> fits(field, part)).count();
    if (!one.isEmpty() && fitting != 1) {
      refuse(field, "fits " + fitting + " of its alternatives, and must fit one (oneOf)");
    }
    if (shape.nested("not").filter(part -> fits(field, part)).isPresent()) {
      refuse(field, "is what it must not be (not)");
    }
  }

  private boolean fits(Field field, Shape part) {
    Found scratch = new Found(found.manifest());
    new StructureCheck(scratch, true).check(field, part);
    return scratch.isEmpty();
  }

  private void refuse(Field field, String what) {
    String name = field.path().isRoot() ? "it" : field.path().toString();
    found.error(
        field.path(),
        SchemaRule.WRONG_VALUE,
        name + " " + what,
        "see the schema of " + found.manifest().ref().kind());
  }
}
