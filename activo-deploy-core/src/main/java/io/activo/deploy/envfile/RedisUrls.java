package io.activo.deploy.envfile;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the database index of the Redis URLs in a value, wherever a driver looks for it: as the
 * only segment of the path, and in the query as {@code db} or {@code database}. Drivers disagree
 * about which of them wins (lettuce and redis-py: the query, ioredis: the path, jedis and
 * node-redis know no query), so each one that holds a source changes; indexes that disagree are
 * refused where one of them is a source.
 *
 * <p>An index is compared as the number that drivers read: {@code /07} and {@code /%37} are
 * database 7, {@code /70} is not, and {@code /7/} and {@code //7} are it for redis-py and go-redis.
 * A URL without an index keeps none. The path of a Unix socket is no index. An index that a
 * reference to a variable gives is refused, and so is a password with {@code / ? #} that nobody
 * encoded.
 *
 * <p>The schemes are {@code redis}, {@code rediss}, {@code redis+…}, {@code redis-…}, {@code
 * sentinel}, {@code unix}; several hosts may be separated by commas.
 */
final class RedisUrls implements ValueEdit {
  private static final EmbeddedUrls URLS =
      new EmbeddedUrls(
          Pattern.compile(
              "(?<![a-z0-9+.-])(?:rediss?(?:[+-][a-z0-9+-]*)?|sentinel|unix)://",
              Pattern.CASE_INSENSITIVE));
  private static final String INDEX = "(?<index>(?:[0-9]|%3[0-9]){1,9})";
  private static final Pattern PATH = Pattern.compile("^[^/?#]*/+" + INDEX + "/*(?=[?#]|$)");
  private static final Pattern SENTINEL_PATH =
      Pattern.compile("^[^/?#]*/+(?:(?![0-9]+/)[^/?#]+/)?" + INDEX + "/*(?=[?#]|$)");
  private static final Pattern QUERY =
      Pattern.compile("(?<=[?&])(?:db|database)=" + INDEX + "(?=[&#]|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLACE =
      Pattern.compile(
          "/+([^/?#]*)/*(?=[?#]|$)|[?&](?:db|database)=([^&#]*)", Pattern.CASE_INSENSITIVE);

  private final Map<Integer, Integer> databases;

  RedisUrls(Map<Integer, Integer> databases) {
    this.databases = databases;
  }

  /** The value with the index of each of its Redis URLs changed. */
  @Override
  public String apply(String key, String value) {
    return databases.isEmpty()
        ? value
        : URLS.replaceEach(value, (scheme, url) -> rewriteUrl(key, scheme, url));
  }

  /** A URL without its scheme: authority, path, query, fragment. */
  private String rewriteUrl(String key, String scheme, String url) {
    String name = scheme.toLowerCase(Locale.ROOT).replace("://", "");
    boolean socket = name.endsWith("socket") || name.endsWith("unix");
    Optional<Pattern> path =
        socket ? Optional.empty() : Optional.of(name.endsWith("sentinel") ? SENTINEL_PATH : PATH);
    check(key, url, path);
    String withPath =
        path.map(any -> any.matcher(url).replaceAll(this::withOtherIndex)).orElse(url);
    int queryEnd = queryEnd(withPath);
    String query = withPath.substring(0, queryEnd);
    return QUERY.matcher(query).replaceAll(this::withOtherIndex) + withPath.substring(queryEnd);
  }

  private void check(String key, String url, Optional<Pattern> path) {
    if (path.isPresent() && UrlAuthority.isUnclear(url)) {
      throw refused(
          key, "its password holds '/', '?' or '#'", "percent-encode the password: %2F, %3F, %23");
    }
    boolean referred =
        PLACE
            .matcher(url.substring(0, queryEnd(url)))
            .results()
            .filter(found -> path.isPresent() || found.group(2) != null)
            .anyMatch(found -> found.group().codePoints().anyMatch(TemplateEdit::isReference));
    if (referred) {
      throw refused(key, "a variable gives it", "write the index, or set '" + key + "' by 'set'");
    }
    Set<Integer> indexes = indexes(url, path);
    if (indexes.size() > 1 && indexes.stream().anyMatch(databases::containsKey)) {
      throw refused(
          key,
          "path and query name different ones, and drivers disagree about which wins",
          "keep one of them in the URL");
    }
  }

  private static Set<Integer> indexes(String url, Optional<Pattern> path) {
    Set<Integer> indexes = new HashSet<>();
    path.ifPresent(any -> any.matcher(url).results().forEach(found -> indexes.add(index(found))));
    QUERY
        .matcher(url.substring(0, queryEnd(url)))
        .results()
        .forEach(found -> indexes.add(index(found)));
    return indexes;
  }

  private static int queryEnd(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url.length() : fragment;
  }

  private static Integer index(MatchResult found) {
    return Integer.valueOf(found.group(1).replace("%3", ""));
  }

  private String withOtherIndex(MatchResult found) {
    Integer other = databases.get(index(found));
    int from = found.start(1) - found.start();
    int to = found.end(1) - found.start();
    String all = found.group();
    return Matcher.quoteReplacement(
        other == null ? all : all.substring(0, from) + other + all.substring(to));
  }

  private static DeployException refused(String key, String why, String fix) {
    return new DeployException(
        Problem.of("the database of the Redis URL in '" + key + "' is unclear: " + why, fix));
  }
}
