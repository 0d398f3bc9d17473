package io.activo.deploy.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hides values that are known, wherever they stand, in one pass over the text however many they
 * are.
 */
final class KnownSecrets {
  /**
   * Shorter values are not looked for in free text: to mask every {@code 1} would hide nothing and
   * spoil all. Where such a value is shown beside its name it is masked all the same.
   */
  private static final int SHORTEST = 4;

  /** Switches, such as {@code TOKENIZERS_PARALLELISM=true}, are no secrets whatever their name. */
  private static final Set<String> SWITCHES =
      Set.of("true", "false", "null", "none", "auto", "always", "never", "default", "enabled");

  private final Set<String> secrets;
  private final Map<String, List<String>> longestFirstByBegin;

  KnownSecrets(Collection<String> values) {
    secrets =
        values.stream()
            .filter(value -> value.length() >= SHORTEST && !SWITCHES.contains(value))
            .collect(Collectors.toUnmodifiableSet());
    longestFirstByBegin =
        secrets.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .collect(Collectors.groupingBy(value -> value.substring(0, SHORTEST)));
  }

  static boolean isSwitch(String value) {
    return SWITCHES.contains(value.toLowerCase(Locale.ROOT));
  }

  /** The values themselves. */
  Set<String> values() {
    return secrets;
  }

  /** The text with one mask for each value; values that overlap share one. */
  String mask(String text) {
    if (secrets.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int hiddenTo = 0;
    String last = "";
    for (int at = 0; at + SHORTEST <= text.length(); at++) {
      String secret = longestAt(text, at, hiddenTo, last);
      if (!secret.isEmpty()) {
        if (at >= hiddenTo) {
          masked.append(text, hiddenTo, at).append(Secret.MASK);
        }
        hiddenTo = at + secret.length();
        last = secret;
      }
    }
    return masked.append(text, hiddenTo, text.length()).toString();
  }

  /**
   * The longest value at an offset that reaches beyond what is hidden; empty where there is none. A
   * value is not looked for within itself, which would take long in {@code aaaa...}.
   */
  private String longestAt(String text, int at, int hiddenTo, String last) {
    String begin = text.substring(at, at + SHORTEST);
    for (String secret : longestFirstByBegin.getOrDefault(begin, List.of())) {
      boolean hidesMore =
          at >= hiddenTo || (at + secret.length() > hiddenTo && !secret.equals(last));
      if (hidesMore && text.startsWith(secret, at)) {
        return secret;
      }
    }
    return "";
  }
}
