package io.activo.deploy.description;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as {@code docker build} takes them: {@code 512m}, {@code 1g}. */
final class Sizes {
  private static final String UNITS = "bkmg";
  private static final int STEP = 1024;
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([bkmg]?)");

  private Sizes() {}

  /** The bytes that a text says; empty when it says none. */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long bytes = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    for (int i = unit.isEmpty() ? 0 : UNITS.indexOf(unit.charAt(0)); i > 0; i--) {
      bytes *= STEP;
    }
    return bytes == 0 ? Optional.empty() : Optional.of(bytes);
  }
}
