package io.activo.deploy.kubernetes.diff;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When two JSON values of an object are the same to a cluster. */
final class Values {
  /**
   * Where an empty map says nothing. Elsewhere it may: {@code emptyDir: {}} and {@code podSelector:
   * {}} are values.
   */
  private static final Set<String> MAYBE_EMPTY =
      Set.of(
          "metadata",
          "labels",
          "annotations",
          "resources",
          "limits",
          "requests",
          "securityContext",
          "nodeSelector",
          "matchLabels",
          "data",
          "binaryData",
          "stringData",
          "strategy",
          "spec",
          "affinity");

  private Values() {}

  /** Whether a value says nothing: it is absent, an empty list, or a map that may be empty. */
  static boolean isNothing(String key, @Nullable Object marked) {
    @Nullable Object value = Unsaid.plain(marked);
    return value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty() && MAYBE_EMPTY.contains(key));
  }

  /** Whether two values are equal, numbers by value, with what says nothing left out. */
  static boolean same(@Nullable Object first, @Nullable Object second) {
    @Nullable Object one = Unsaid.plain(first);
    @Nullable Object other = Unsaid.plain(second);
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
      return sameMaps(map, otherMap);
    }
    if (one instanceof List<?> list && other instanceof List<?> otherList) {
      return sameLists(list, otherList);
    }
    if (one instanceof Number number && other instanceof Number otherNumber) {
      return decimal(number).compareTo(decimal(otherNumber)) == 0;
    }
    return one == null ? other == null : one.equals(other);
  }

  private static boolean sameMaps(Map<?, ?> one, Map<?, ?> other) {
    Set<Object> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream().allMatch(key -> sameAt(key.toString(), one.get(key), other.get(key)));
  }

  private static boolean sameAt(String key, @Nullable Object one, @Nullable Object other) {
    return isNothing(key, one) ? isNothing(key, other) : same(one, other);
  }

  private static boolean sameLists(List<?> one, List<?> other) {
    boolean same = one.size() == other.size();
    for (int i = 0; same && i < one.size(); i++) {
      same = same(one.get(i), other.get(i));
    }
    return same;
  }

  /** Whether two values are the same amount: {@code 1000m} and {@code 1}. */
  static boolean sameQuantity(@Nullable Object one, @Nullable Object other) {
    Optional<BigDecimal> amount = amount(one);
    Optional<BigDecimal> otherAmount = amount(other);
    return amount.isPresent()
        && otherAmount.isPresent()
        && amount.get().compareTo(otherAmount.get()) == 0;
  }

  private static Optional<BigDecimal> amount(@Nullable Object value) {
    if (!(value instanceof String) && !(value instanceof Number)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Quantity.fromString(value.toString()).getNumber());
    } catch (QuantityFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
