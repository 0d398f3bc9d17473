package io.activo.deploy.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a scalar without quotes, as kubectl reads it: YAML 1.1 as goyaml.v2 understands it,
 * with numbers as Go's strconv reads them.
 */
final class PlainScalar {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern SPECIAL =
      Pattern.compile("(?<sign>[-+]?)\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)"
              + "|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "(?:(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
              + "(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?)?");
  private static final Pattern FRACTION =
      Pattern.compile("\\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?");
  private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger LARGEST_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);

  private PlainScalar() {}

  /** Whether the text is YAML's null. */
  static boolean isNull(String text) {
    return NULL.contains(text);
  }

  /**
   * The value: null, a Boolean, a Long, a BigInteger beyond it up to 2⁶⁴−1, a Double (also one that
   * is infinite or no number), or the text itself.
   */
  static @Nullable Object resolve(String text) {
    if (isNull(text)) {
      return null;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    return number(text).map(Object.class::cast).orElse(text);
  }

  /** What the text is read as if not as text, for people; yaml.org/type/timestamp for dates. */
  static Optional<String> otherThanText(String text) {
    Object value = resolve(text);
    if (value == null) {
      return Optional.of("nothing");
    }
    if (value instanceof Boolean) {
      return Optional.of("true or false");
    }
    if (value instanceof Number) {
      return Optional.of("a number");
    }
    return DATE.matcher(text).matches() ? Optional.of("a date") : Optional.empty();
  }

  private static Optional<Number> number(String text) {
    if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return Optional.empty();
    }
    Matcher special = SPECIAL.matcher(text);
    if (special.matches()) {
      return Optional.of(special(Optional.ofNullable(special.group("sign"))));
    }
    if (text.charAt(0) == '.') {
      return FRACTION.matcher(text).matches() ? decimal(text.replace("_", "")) : Optional.empty();
    }
    String digits = text.replace("_", "");
    return integer(digits).or(() -> decimal(digits));
  }

  private static Double special(Optional<String> sign) {
    return sign.map(s -> s.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
        .orElse(Double.NaN);
  }

  private static Optional<Number> integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger magnitude = magnitude(matcher);
    BigInteger value = text.startsWith("-") ? magnitude.negate() : magnitude;
    if (value.compareTo(SMALLEST) >= 0 && value.compareTo(LARGEST_SIGNED) <= 0) {
      return Optional.of(value.longValueExact());
    }
    boolean unsigned = matcher.group("sign").isEmpty() && value.compareTo(LARGEST) <= 0;
    return unsigned ? Optional.of(value) : Optional.empty();
  }

  private static BigInteger magnitude(Matcher matcher) {
    if (matcher.group("hex") != null) {
      return new BigInteger(matcher.group("hex"), 16);
    }
    if (matcher.group("binary") != null) {
      return new BigInteger(matcher.group("binary"), 2);
    }
    return matcher.group("octal") != null
        ? new BigInteger(matcher.group("octal"), 8)
        : new BigInteger(matcher.group("decimal"));
  }

  private static Optional<Number> decimal(String text) {
    if (!FLOAT.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
  }

  /** A number as Go writes it in JSON: a whole one below 10²¹ has no fraction and no exponent. */
  static Number asJson(Double number) {
    if (number != Math.rint(number) || Math.abs(number) >= 1e21) {
      return number;
    }
    BigInteger whole = new BigDecimal(number.toString()).toBigInteger();
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValueExact() : whole;
  }

  /**
   * A fractional key as text: Go's {@code FormatFloat(key, 'g', -1, 32)}, which is how
   * sigs.k8s.io/yaml writes it.
   */
  static String asKey(Double number) {
    float narrow = number.floatValue();
    if (Float.isNaN(narrow) || Float.isInfinite(narrow)) {
      return Float.isNaN(narrow) ? ".nan" : narrow > 0 ? ".inf" : "-.inf";
    }
    BigDecimal decimal = new BigDecimal(Float.toString(narrow)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (narrow == 0 || (exponent >= -4 && exponent < 6)) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = narrow < 0 ? "-" : "";
    return String.format(Locale.ROOT, "%s%c%se%+03d", sign, digits.charAt(0), fraction, exponent);
  }
}
