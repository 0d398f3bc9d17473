package io.activo.deploy.image.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to log in that an answer offers: a challenge of {@code WWW-Authenticate} (RFC 9110,
 * 11.6.1).
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern PARAMETER =
      Pattern.compile("(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(" + TOKEN + "))");
  private static final Pattern SCHEME =
      Pattern.compile("(" + TOKEN + ")(?:\\s+[A-Za-z0-9._~+/-]+=*(?=\\s*(?:,|$)))?");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The value of a parameter, empty where it is not given. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The first challenge of a scheme. */
  static Optional<Challenge> of(String scheme, List<Challenge> challenges) {
    return challenges.stream().filter(challenge -> challenge.scheme().equals(scheme)).findFirst();
  }

  /** The challenges of all fields of the header; what cannot be read ends its field. */
  static List<Challenge> parse(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    fields.forEach(field -> parse(field, challenges));
    return challenges;
  }

  private static void parse(String field, List<Challenge> challenges) {
    String scheme = "";
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher matcher = SEPARATOR.matcher(field);
    int at = 0;
    while (at < field.length()) {
      matcher.region(at, field.length());
      if (matcher.usePattern(SEPARATOR).lookingAt()) {
        at = matcher.end();
      } else if (matcher.usePattern(PARAMETER).lookingAt()) {
        parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value(matcher));
        at = matcher.end();
      } else if (matcher.usePattern(SCHEME).lookingAt()) {
        add(scheme, parameters, challenges);
        scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        parameters.clear();
        at = matcher.end();
      } else {
        break;
      }
    }
    add(scheme, parameters, challenges);
  }

  private static String value(Matcher parameter) {
    String quoted = parameter.group(2);
    return quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
  }

  private static void add(
      String scheme, Map<String, String> parameters, List<Challenge> challenges) {
    if (!scheme.isEmpty()) {
      challenges.add(new Challenge(scheme, parameters));
    }
  }
}
