package io.activo.deploy.envfile;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the database index of the Redis URLs in a value, wherever a driver looks for it: as the
 * only segment of the path, and in the query as {@code db} or {@code database}. Drivers disagree
 * about which of them wins (lettuce and redis-py: the query, ioredis: the path, jedis and
 * node-redis know no query), so each one that holds a source changes.
 *
 * <p>An index is compared as the number that drivers read: {@code /07} and {@code /%37} are
 * database 7, {@code /70} is not, and {@code /7/} and {@code //7} are it for redis-py and go-redis.
 * A URL without an index keeps none. The path of a Unix socket is no index.
 *
 * <p>A URL begins with its scheme ({@code redis}, {@code rediss}, {@code redis+…}, {@code redis-…},
 * {@code sentinel}, {@code unix}), and ends before white space, a backslash, the quote that stands
 * before the scheme, or a comma or semicolon with another URL behind it; several hosts may be
 * separated by commas.
 */
final class RedisUrls implements ValueEdit {
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?<![a-z0-9+.-])(?<scheme>rediss?(?:[+-][a-z0-9+-]*)?|sentinel|unix)://",
          Pattern.CASE_INSENSITIVE);
  private static final String END = "\\s|\\\\|[,;](?=[A-Za-z][A-Za-z0-9+.-]*://)";
  private static final String INDEX = "(?<index>(?:[0-9]|%3[0-9]){1,9})";
  private static final Pattern PATH = Pattern.compile("^[^/?#]*/+" + INDEX + "/*(?=[?#]|$)");
  private static final Pattern SENTINEL_PATH =
      Pattern.compile("^[^/?#]*/+(?:(?![0-9]+/)[^/?#]+/)?" + INDEX + "/*(?=[?#]|$)");
  private static final Pattern QUERY =
      Pattern.compile("(?<=[?&])(?:db|database)=" + INDEX + "(?=[&#]|$)", Pattern.CASE_INSENSITIVE);

  private final Map<Integer, Integer> databases;

  RedisUrls(Map<Integer, Integer> databases) {
    this.databases = databases;
  }

  /** The value with the index of each of its Redis URLs changed. */
  @Override
  public String apply(String key, String value) {
    return rewrite(value);
  }

  String rewrite(String value) {
    Matcher scheme = SCHEME.matcher(value);
    StringBuilder rewritten = new StringBuilder();
    int copied = 0;
    while (scheme.find(copied)) {
      int end = end(value, scheme);
      rewritten.append(value, copied, scheme.end());
      rewritten.append(rewriteUrl(scheme.group("scheme"), value.substring(scheme.end(), end)));
      copied = end;
    }
    return rewritten.append(value, copied, value.length()).toString();
  }

  private static int end(String value, Matcher scheme) {
    String before = value.substring(Math.max(0, scheme.start() - 1), scheme.start());
    String end = before.matches("[\"'`]") ? END + "|" + before : END;
    Matcher found = Pattern.compile(end).matcher(value);
    return found.find(scheme.end()) ? found.start() : value.length();
  }

  /** A URL without its scheme: authority, path, query, fragment. */
  private String rewriteUrl(String scheme, String url) {
    String name = scheme.toLowerCase(Locale.ROOT);
    String withPath = url;
    if (!name.endsWith("socket") && !name.endsWith("unix")) {
      Pattern path = name.endsWith("sentinel") ? SENTINEL_PATH : PATH;
      withPath = path.matcher(url).replaceAll(this::withOtherIndex);
    }
    int fragment = withPath.indexOf('#');
    int queryEnd = fragment < 0 ? withPath.length() : fragment;
    String query = withPath.substring(0, queryEnd);
    return QUERY.matcher(query).replaceAll(this::withOtherIndex) + withPath.substring(queryEnd);
  }

  private String withOtherIndex(MatchResult found) {
    String digits = found.group(1);
    Integer index = Integer.valueOf(digits.replace("%3", ""));
    String other = databases.containsKey(index) ? databases.get(index).toString() : digits;
    int from = found.start(1) - found.start();
    int to = found.end(1) - found.start();
    String all = found.group();
    return Matcher.quoteReplacement(all.substring(0, from) + other + all.substring(to));
  }
}
