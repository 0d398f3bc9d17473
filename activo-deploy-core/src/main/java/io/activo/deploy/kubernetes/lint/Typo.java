package io.activo.deploy.kubernetes.lint;

import java.util.Collection;
import java.util.Optional;

/**
 * The name that was meant, where one is so near that it is hardly another name: one letter more,
 * less or different in five or more, two exchanged, or other case and separators. Names that differ
 * by a digit are told apart on purpose.
 */
final class Typo {
  /** Shorter ones are often one letter apart: {@code api}, {@code app}. */
  private static final int LONG_ENOUGH = 5;

  private static final int SHORTEST = 3;

  private Typo() {}

  static Optional<String> of(String name, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> !candidate.equals(name) && isNear(name, candidate))
        .min(String::compareTo);
  }

  private static boolean isNear(String a, String b) {
    if (Math.min(a.length(), b.length()) < SHORTEST) {
      return false;
    }
    int from = 0;
    while (from < Math.min(a.length(), b.length()) && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    int tail = 0;
    while (tail < Math.min(a.length(), b.length()) - from
        && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
      tail++;
    }
    String rest = a.substring(from, a.length() - tail);
    String other = b.substring(from, b.length() - tail);
    boolean digits = (rest + other).chars().anyMatch(Character::isDigit);
    return isSameFolded(a, b)
        || (!digits && isOneStep(rest, other, Math.max(a.length(), b.length())));
  }

  private static boolean isOneStep(String rest, String other, int length) {
    boolean exchanged = new StringBuilder(rest).reverse().toString().equals(other);
    return (rest.length() <= 1 && other.length() <= 1 && length >= LONG_ENOUGH)
        || (rest.length() == 2 && exchanged);
  }

  /** Compares letter by letter, since a release may have thousands of names. */
  private static boolean isSameFolded(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      if (isSeparator(a.charAt(i))) {
        i++;
      } else if (isSeparator(b.charAt(j))) {
        j++;
      } else if (Character.toLowerCase(a.charAt(i++)) != Character.toLowerCase(b.charAt(j++))) {
        return false;
      }
    }
    return a.substring(i).chars().allMatch(Typo::isSeparator)
        && b.substring(j).chars().allMatch(Typo::isSeparator);
  }

  private static boolean isSeparator(int letter) {
    return letter == '-' || letter == '_' || letter == '.';
  }
}
