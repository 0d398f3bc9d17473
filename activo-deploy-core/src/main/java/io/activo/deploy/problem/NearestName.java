package io.activo.deploy.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The name that a misspelt one probably means. */
public final class NearestName {
  private NearestName() {}

  /**
   * The candidate nearest to {@code name} by Levenshtein distance, letters compared without case;
   * empty when none is near: more than a third of the name would have to change, or all of it.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    int limit = Math.max(1, (name.length() + 1) / 3);
    LevenshteinDistance distance = new LevenshteinDistance(limit);
    String wanted = fold(name);
    record Near(String candidate, int distance) {}
    return candidates.stream()
        .filter(candidate -> !candidate.equals(name))
        .map(candidate -> new Near(candidate, distance.apply(wanted, fold(candidate))))
        .filter(near -> near.distance() >= 0 && near.distance() < name.length())
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::candidate))
        .map(Near::candidate);
  }

  /** {@code did you mean 'branches'?}, or an empty text when no candidate is near. */
  public static String hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(near -> "did you mean '" + near + "'?").orElse("");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
