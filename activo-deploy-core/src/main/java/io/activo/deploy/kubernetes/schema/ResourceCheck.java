package io.activo.deploy.kubernetes.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks what a container asks for and may use. */
record ResourceCheck(ValueCheck values) {
  private static final Pattern PARTS = Pattern.compile("([+-]?[0-9.]+)([a-zA-Z]*)([+-]?\\d*)");
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final String BINARY = "KMGTPE";

  void check(Field resources) {
    Field limits = resources.child("limits");
    Field requests = resources.child("requests");
    limits.children().forEach(this::checkAmount);
    for (Field request : requests.children()) {
      checkAmount(request);
      Optional<BigDecimal> asked = amount(request);
      Optional<BigDecimal> limit = amount(limits.child(request.key()));
      if (asked.isPresent()
          && limit.isPresent()
          && asked.orElseThrow().compareTo(limit.orElseThrow()) > 0) {
        values.refuse(request, "asks for more than the limit", "raise the limit or ask for less");
      }
    }
  }

  private void checkAmount(Field amount) {
    if (amount(amount).filter(number -> number.signum() < 0).isPresent()) {
      values.refuse(amount, "must not be negative", "");
    }
    boolean standard = Names.is(Names.DNS_LABEL, amount.key());
    boolean known =
        amount.key().equals("cpu")
            || amount.key().equals("memory")
            || amount.key().equals("ephemeral-storage")
            || amount.key().startsWith("hugepages-");
    if (standard && !known) {
      values.refuse(
          amount,
          "is no resource of a container",
          "use cpu, memory or ephemeral-storage, or the full name of an extended one");
    }
  }

  /** The number that a quantity stands for; empty where it is none. */
  static Optional<BigDecimal> amount(Field field) {
    String text = field.value() instanceof Number ? field.value().toString() : field.textOr("");
    Matcher parts = PARTS.matcher(text);
    if (!ScalarCheck.isQuantity(text) || !parts.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String unit = parts.group(2);
    if (!parts.group(3).isEmpty()) {
      int exponent = Integer.parseInt(parts.group(3));
      return Math.abs(exponent) > 99
          ? Optional.empty()
          : Optional.of(number.scaleByPowerOfTen(exponent));
    }
    if (unit.endsWith("i")) {
      int power = BINARY.indexOf(unit.charAt(0)) + 1;
      BigInteger factor = BigInteger.ONE.shiftLeft(10 * power);
      return Optional.of(number.multiply(new BigDecimal(factor)));
    }
    return Optional.ofNullable(DECIMAL.get(unit)).map(number::scaleByPowerOfTen);
  }
}
