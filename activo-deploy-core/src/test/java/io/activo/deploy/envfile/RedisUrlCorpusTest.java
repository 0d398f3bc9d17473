package io.activo.deploy.envfile;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * URLs as lettuce, jedis, node-redis and ioredis read them: the database 7 changes exactly where
 * one of them finds it.
 */
class RedisUrlCorpusTest {
  private static final List<NamedException> EXCEPTIONS =
      List.of(
          new NamedException(
              "redis-py and go-redis read database 7 where slashes stand around the segment",
              row -> !isFound(row) && matches("(?i)redis.*://[^/?#]*(//+7/*|/+7/+)([?#].*)?", row)),
          new NamedException(
              "jedis and ioredis read a database from URLs of any scheme, or of none",
              row -> isFound(row) && !matches("(?i)\\s*(redis|sentinel|unix).*", row)),
          new NamedException(
              "lettuce takes the query's index and the others the path's: refused",
              row -> isFound(row) && matches(".*/7\\?(db|database)=3", row)),
          new NamedException(
              "a '#' in a password hides the rest of the URL from every driver: refused",
              row -> !isFound(row) && matches("redis://user:p[/?#]ss@.*", row)));

  @Test
  void changesTheDatabaseWhereADriverFindsIt() throws Exception {
    new Corpus("urls/redis-real.jsonl").judge(EXCEPTIONS, RedisUrlCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    String url = row.text("url");
    try {
      String rewritten = new RedisUrls(Map.of(7, 11)).apply("URL", url);
      return isFound(row) != rewritten.equals(url)
          ? Optional.empty()
          : Optional.of(url + " is " + rewritten);
    } catch (DeployException e) {
      return Optional.of(url + ": " + e.getMessage());
    }
  }

  private static boolean isFound(LiveObject row) {
    return Stream.of(
            "lettuce database", "jedis db", "node_redis database", "ioredis db", "ioredis database")
        .map(path -> row.value(path.split(" ", -1)))
        .flatMap(Optional::stream)
        .anyMatch(index -> index.toString().matches("0*7"));
  }

  private static boolean matches(String expression, LiveObject row) {
    return row.text("url").matches(expression);
  }
}
