package io.activo.deploy.kubernetes.schema;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks single values: formats, ranges of numbers, values that are listed. */
record ScalarCheck(Found found) {
  /** {@code ParseQuantity} of k8s.io/apimachinery/pkg/api/resource. */
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d{1,9})?");

  /**
   * The fields of Kubernetes' own kinds where an empty text is not the default: pointers in Go, or
   * required (seen with 1.34).
   */
  private static final Set<String> WITHOUT_EMPTY =
      Set.of(
          "action",
          "completionMode",
          "internalTrafficPolicy",
          "mountPropagation",
          "nodeAffinityPolicy",
          "pathType",
          "preemptionPolicy",
          "volumeMode",
          "whenUnsatisfiable");

  private static final BigDecimal INT32 = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal INT64 = BigDecimal.valueOf(Long.MAX_VALUE);

  void check(Field field, Shape shape) {
    if (shape.type() == Shape.Type.QUANTITY) {
      checkQuantity(field);
    } else if (shape.type() == Shape.Type.INTEGER) {
      boolean small = shape.format().equals("int32") && !shape.isCustom();
      checkRange(field, small ? INT32 : INT64);
    } else if (shape.type() == Shape.Type.INT_OR_STRING && field.value() instanceof Number) {
      checkRange(field, INT32);
    } else if (shape.type() == Shape.Type.STRING) {
      checkFormat(field, shape.format());
    }
    boolean standsForDefault =
        !shape.isCustom() && field.isEmpty() && !WITHOUT_EMPTY.contains(field.key());
    if (!standsForDefault) {
      checkValues(field, shape.values());
    }
  }

  static boolean isQuantity(String text) {
    return QUANTITY.matcher(text).matches();
  }

  private void checkQuantity(Field field) {
    if (field.value() instanceof String text && !isQuantity(text)) {
      found.error(
          field.path(),
          SchemaRule.BAD_QUANTITY,
          field.path() + " is no quantity: " + found.shown(text),
          "write a number with one of the units m, k, M, G, T, Ki, Mi, Gi, Ti");
    }
  }

  private void checkRange(Field field, BigDecimal largest) {
    BigDecimal number = new BigDecimal(String.valueOf(field.value()));
    if (number.compareTo(largest) > 0
        || number.compareTo(largest.negate().subtract(BigDecimal.ONE)) < 0) {
      found.error(
          field.path(),
          SchemaRule.WRONG_VALUE,
          field.path() + " is beyond what Kubernetes can hold",
          "write a number up to " + largest);
    }
  }

  private void checkFormat(Field field, String format) {
    String text = field.textOr("");
    if (format.equals("byte") && !isBase64(text)) {
      found.error(
          field.path(),
          SchemaRule.WRONG_VALUE,
          field.path() + " is not base64",
          found.manifest().ref().kind().equals("Secret")
              ? "encode it, or write it as plain text below stringData"
              : "encode it");
    } else if (format.equals("date-time") && !isTime(text)) {
      found.error(
          field.path(),
          SchemaRule.WRONG_VALUE,
          field.path() + " is no time: " + found.shown(text),
          "write it as 2025-01-31T12:00:00Z");
    }
  }

  private static boolean isBase64(String text) {
    try {
      String joined = text.replace("\n", "").replace("\r", "");
      byte[] decoded = Base64.getDecoder().decode(joined);
      return joined.length() == (decoded.length + 2) / 3 * 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkValues(Field field, List<?> allowed) {
    if (allowed.isEmpty() || allowed.contains(field.value())) {
      return;
    }
    found.unlisted(field.path(), field.value(), allowed.stream().map(String::valueOf).toList());
  }
}
