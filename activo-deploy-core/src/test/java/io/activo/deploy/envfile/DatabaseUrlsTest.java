package io.activo.deploy.envfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlsTest {
  private static final DatabaseParts ALL =
      DatabaseParts.none()
          .withHost("db.live")
          .withPort(6432)
          .withName("live")
          .withUser("us er")
          .withPassword(Secret.of("p@/?#%+&"));
  private static final String ACCOUNT = "us%20er:p%40%2F%3F%23%25%2B%26";
  private static final String QUERY = "user=us%20er&password=p%40%2F%3F%23%25%2B%26";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://a:b@h:1/n?sslmode=require    | postgres://ACCOUNT@db.live:6432/live?sslmode=require",
        "postgresql+psycopg2://h/n               | postgresql+psycopg2://ACCOUNT@db.live:6432/live",
        "postgres://a@[::1]/n                    | postgres://ACCOUNT@db.live:6432/live",
        "postgresql://                           | postgresql://ACCOUNT@db.live:6432/live",
        "postgresql:///n?host=/run/pg&port=1     | postgresql://ACCOUNT@/live?host=db.live&port=6432",
        "postgres://h/n?user=a&password=b        | postgres://db.live:6432/live?QUERY",
        "mysql://a:b@h:1/n?charset=utf8          | mysql://ACCOUNT@db.live:6432/live?charset=utf8",
        "mysql+pymysql://h                       | mysql+pymysql://ACCOUNT@db.live:6432/live",
        "MySQL2://h/n                            | MySQL2://ACCOUNT@db.live:6432/live",
        "jdbc:postgresql:n                       | jdbc:postgresql://db.live:6432/live?QUERY",
        "jdbc:postgresql://h/n?ssl=true          | jdbc:postgresql://db.live:6432/live?ssl=true&QUERY",
        "jdbc:postgresql://h/n?password=b&x=1    | jdbc:postgresql://db.live:6432/live?password=p%40%2F%3F%23%25%2B%26&x=1&user=us%20er",
        "jdbc:mysql://a:b@h:1/n                  | jdbc:mysql://ACCOUNT@db.live:6432/live",
        "jdbc:mysql://h/n?useSSL=false           | jdbc:mysql://db.live:6432/live?useSSL=false&QUERY",
        "jdbc:p6spy:mysql://h/n?user=a&password=b| jdbc:p6spy:mysql://db.live:6432/live?QUERY",
        "{'url': 'postgres://a:b@h/n'}           | {'url': 'postgres://ACCOUNT@db.live:6432/live'}",
        "postgres://h/n,mysql://h/n              | postgres://ACCOUNT@db.live:6432/live,mysql://ACCOUNT@db.live:6432/live",
        "postgres://a:b c@h/n x                  | postgres://ACCOUNT@db.live:6432/live x",
        "redis://a:b@h/7                         | redis://a:b@h/7",
        "xpostgres://a:b@h/n                     | xpostgres://a:b@h/n",
        "postgres.example.com                    | postgres.example.com",
      },
      quoteCharacter = '`')
  void replacesEveryPartWhereDriversLookForIt(String before, String after) {
    String expected = after.replace("ACCOUNT", ACCOUNT).replace("QUERY", QUERY);
    assertEquals(expected, rewrite(ALL, before));
    assertEquals(expected, rewrite(ALL, expected));
  }

  @Test
  void replacesOnePartAndKeepsEveryByteOfTheRest() {
    String url = "postgresql+asyncpg://u%73er:p%2fw@H.example:05432/n%61me?a=%20&b&=";
    assertEquals(
        "postgresql+asyncpg://u%73er:p%2fw@db:05432/n%61me?a=%20&b&=",
        rewrite(DatabaseParts.none().withHost("db"), url));
    assertEquals(
        "postgresql+asyncpg://u%73er:p%2fw@[fe80::1]:05432/n%61me?a=%20&b&=",
        rewrite(DatabaseParts.none().withHost("fe80::1"), url));
    assertEquals(
        "postgresql+asyncpg://u%73er:p%2fw@H.example:05432/a%20b?a=%20&b&=",
        rewrite(DatabaseParts.none().withName("a b"), url));
    assertEquals(
        "postgres://:pw@h/n",
        rewrite(DatabaseParts.none().withPassword(Secret.of("pw")), "postgres://h/n"));
    assertEquals(
        "postgres://u@h1:1,h2/live",
        rewrite(DatabaseParts.none().withName("live"), "postgres://u@h1:1,h2/old"));
    assertEquals(
        "jdbc:mariadb://h/n?user=live_1",
        rewrite(DatabaseParts.none().withUser("live_1"), "jdbc:mariadb://h/n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u:p/s3cret@h/n",
        "postgres://u:1/s3cret@h/n",
        "postgres://u:p?s3cret@h/n",
        "postgres://u:p#s3cret@h/n",
        "postgres://u:p@s3cret@h/n",
        "postgres://u:s3cret@h/n#x",
        "postgres://u:s3cret@h1,h2/n",
        "postgres://u:s3cret@h:1:2/n",
        "postgres://u:s3cret@h/n?hostaddr=10.0.0.1",
        "jdbc:postgresql://u:s3cret@h/n",
        "jdbc:mysql:replication://u:s3cret@h1,h2/n",
        "jdbc:mysql://address=(host=h)(password=s3cret)/n",
        "jdbc:mariadb://h/n?password=s3cret",
      })
  void refusesByKeyAUrlOfWhichDriversReadThePartsDifferently(String url) {
    DeployException refused = assertThrows(DeployException.class, () -> rewrite(ALL, url));
    String told = refused.problems().toString();
    assertTrue(told.contains("'DATABASE_URL'"), told);
    assertFalse(told.contains("s3cret"), told);
  }

  @Test
  void refusesAPortWithoutAHostAndANameThatDriversReadDifferently() {
    assertThrows(
        DeployException.class, () -> rewrite(DatabaseParts.none().withPort(1), "postgresql:///n"));
    assertThrows(
        DeployException.class,
        () -> rewrite(DatabaseParts.none().withName("a?b"), "postgresql://h/n"));
    assertEquals(
        "jdbc:postgresql://h/a%3Fb",
        rewrite(DatabaseParts.none().withName("a?b"), "jdbc:postgresql://h/n"));
  }

  @Test
  void refusesPartsThatNoUrlHolds() {
    DatabaseParts none = DatabaseParts.none();
    assertThrows(IllegalArgumentException.class, () -> none.withHost("h/x"));
    assertThrows(IllegalArgumentException.class, () -> none.withHost(""));
    assertThrows(IllegalArgumentException.class, () -> none.withPort(65_536));
    assertThrows(IllegalArgumentException.class, () -> none.withName(""));
    assertThrows(IllegalArgumentException.class, () -> none.withUser("a\nb"));
    assertFalse(ALL.toString().contains("p@"), ALL.toString());
  }

  @Test
  void readsALongValueInOnePass() {
    String urls = "postgres://u:p ".repeat(20_000);
    assertEquals(20_000, DatabaseUrls.URLS.in(urls).size());
    String list = "postgres://h/n," + "a,".repeat(50_000);
    assertEquals(1, DatabaseUrls.URLS.in(list).size());
  }

  private static String rewrite(DatabaseParts parts, String value) {
    return new DatabaseUrls(parts).apply("DATABASE_URL", value);
  }
}
