package io.activo.deploy.envfile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The URLs of some schemes in a value, wherever they stand: alone, in a list, in JSON. A URL ends
 * before white space, a backslash, the quote that stands before its scheme, or a comma or semicolon
 * with another URL behind it. White space in a password that nobody encoded does not end it.
 */
final class EmbeddedUrls {
  private static final Pattern END =
      Pattern.compile("\\s|\\\\|[,;](?=[A-Za-z][A-Za-z0-9+.-]*:)(?=[A-Za-z0-9+.:-]*://)");
  private static final Pattern QUOTE = Pattern.compile("[\"'`]");

  private final Pattern scheme;

  /** Those whose scheme a pattern finds, up to the double slash or the colon. */
  EmbeddedUrls(Pattern scheme) {
    this.scheme = scheme;
  }

  /**
   * The value with each URL replaced.
   *
   * @param edit makes of the scheme, as it is written, and of what follows it, what follows it
   *     afterwards
   */
  String replaceEach(String value, BinaryOperator<String> edit) {
    List<MatchResult> schemes = scheme.matcher(value).results().toList();
    StringBuilder replaced = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < schemes.size(); i++) {
      MatchResult found = schemes.get(i);
      int next = i + 1 < schemes.size() ? schemes.get(i + 1).start() : value.length();
      if (found.start() >= copied) {
        int end = end(value, found, next);
        replaced.append(value, copied, found.end());
        replaced.append(edit.apply(found.group(), value.substring(found.end(), end)));
        copied = end;
      }
    }
    return replaced.append(value, copied, value.length()).toString();
  }

  /** What follows the scheme of each URL, with the scheme. */
  List<String> in(String value) {
    List<String> urls = new ArrayList<>();
    replaceEach(
        value,
        (found, rest) -> {
          urls.add(found + rest);
          return rest;
        });
    return urls;
  }

  private static int end(String value, MatchResult scheme, int next) {
    int end = end(value, scheme, scheme.end(), value.length());
    String rest = value.substring(scheme.end(), end);
    int at = value.substring(end, Math.max(end, next)).lastIndexOf('@');
    boolean inPassword =
        at >= 0 && rest.indexOf('@') < 0 && rest.matches("(?s)[^/?#:]*:(?![0-9]*+$)[^/?#]*");
    return inPassword ? end(value, scheme, end + at, value.length()) : end;
  }

  private static int end(String value, MatchResult scheme, int from, int to) {
    int end = to;
    var found = END.matcher(value).region(from, to).useTransparentBounds(true);
    if (found.find()) {
      end = found.start();
    }
    String before = value.substring(Math.max(0, scheme.start() - 1), scheme.start());
    int quote = QUOTE.matcher(before).matches() ? value.indexOf(before, from) : -1;
    return quote >= 0 && quote < end ? quote : end;
  }
}
