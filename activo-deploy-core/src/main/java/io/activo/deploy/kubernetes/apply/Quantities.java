package io.activo.deploy.kubernetes.apply;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares amounts such as {@code 1000m} and {@code 1}: the server writes them in the shortest way
 * of their format (Kubernetes API reference, Quantity).
 */
final class Quantities {
  /** What is written in thousandths or more is kept exactly; what is finer is rounded. */
  private static final Pattern EXACT =
      Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,3})?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?");

  private Quantities() {}

  /** Whether two are the same amount in the same format. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    Optional<Quantity> left = quantity(one);
    Optional<Quantity> right = quantity(other);
    return left.isPresent()
        && right.isPresent()
        && left.orElseThrow().getFormat() == right.orElseThrow().getFormat()
        && left.orElseThrow().getNumber().compareTo(right.orElseThrow().getNumber()) == 0;
  }

  private static Optional<Quantity> quantity(@Nullable Object value) {
    String text = String.valueOf(value);
    if (!(value instanceof String || value instanceof Integer) || !EXACT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Quantity.fromString(text));
    } catch (QuantityFormatException e) {
      return Optional.empty();
    }
  }
}
