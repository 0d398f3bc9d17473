package io.activo.deploy.envfile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which variables are taken, by name. In a pattern {@code *} stands for any characters, also none;
 * letters are compared with their case. A name is taken when {@code include} is empty or one of its
 * patterns matches, unless one of {@code exclude} matches: exclude wins, whatever include says.
 */
public record KeyPatterns(List<String> include, List<String> exclude) {
  private static final String EVERY = "*";

  public KeyPatterns {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** Whether the name is taken. */
  public boolean accepts(String key) {
    return (include.isEmpty() || matchesAny(include, key)) && !matchesAny(exclude, key);
  }

  /**
   * Whether the name is taken on purpose: by a pattern of {@code include} that says more than
   * {@code *}.
   */
  public boolean asksFor(String key) {
    return accepts(key)
        && include.stream().anyMatch(pattern -> !pattern.equals(EVERY) && matches(pattern, key));
  }

  /** Whether the text stands for more than one name. */
  static boolean isPattern(String pattern) {
    return pattern.contains(EVERY);
  }

  static boolean matchesAny(List<String> patterns, String key) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, key));
  }

  private static boolean matches(String pattern, String key) {
    String expression = Pattern.quote(pattern).replace(EVERY, "\\E.*\\Q");
    return Pattern.compile(expression, Pattern.DOTALL).matcher(key).matches();
  }
}
