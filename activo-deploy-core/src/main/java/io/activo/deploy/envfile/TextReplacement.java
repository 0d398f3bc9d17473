package io.activo.deploy.envfile;

import io.activo.deploy.envfile.EnvFileRewrite.Mode;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces texts by others, all at once; where several begin at one place, the longest. */
final class TextReplacement {
  private static final String WORD = "[A-Za-z0-9]";

  private final Map<String, String> pairs;
  private final Pattern sources;

  TextReplacement(Map<String, String> pairs, Mode mode) {
    this.pairs = pairs;
    this.sources =
        Pattern.compile(
            pairs.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(source -> mode == Mode.WORDS ? words(source) : Pattern.quote(source))
                .collect(Collectors.joining("|")));
  }

  String apply(String value) {
    if (pairs.isEmpty()) {
      return value;
    }
    return sources
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(pairs.getOrDefault(found.group(), "")));
  }

  /** The source where no word goes on beyond its ends. */
  private static String words(String source) {
    String before = source.substring(0, 1).matches(WORD) ? "(?<!" + WORD + ")" : "";
    String after = source.substring(source.length() - 1).matches(WORD) ? "(?!" + WORD + ")" : "";
    return before + Pattern.quote(source) + after;
  }
}
