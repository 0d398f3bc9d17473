package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.envfile.Guard.Forbidden;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final Guard GUARD =
      new Guard(
          List.of(new Forbidden("staging", "the name of environment staging")),
          List.of(
              new Forbidden("db.test", "the host of environment staging's DATABASE_URI"),
              new Forbidden("fe80::7", "the host of environment staging's REDIS_URL")),
          true,
          Map.of());

  @Test
  void refusesAtTheValueByKeyWithTheReasonAndNeverTheValue() {
    EnvFile file =
        file("# staging\nA=1\n  DATABASE_URI=postgres://s3cret@DB.test/n\nB=x-Staging\n");
    EnvFile set = file.with("C", "http://localhost:80").with("B", "STAGING s3cret");
    Guard.Findings findings = GUARD.check(set, Map.of(), Place.in("activo.yml", 7, 3));
    assertEquals(
        """
        .env:3:16: 'DATABASE_URI' holds 'db.test', the host of environment staging's DATABASE_URI; mend the value, or allow it by env-file.guard.allow: {DATABASE_URI: reason}
        .env:4:3: 'B' holds 'staging', the name of environment staging; mend the value, or allow it by env-file.guard.allow: {B: reason}
        activo.yml:7:3: 'C' holds 'localhost', a loopback address; mend the value, or allow it by env-file.guard.allow: {C: reason}\
        """,
        assertThrows(DeployException.class, findings::throwIfRefused).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "staging",
        "activo_STAGING",
        "https://staging.example/",
        "a%2Fstaging",
        "x-staging-y",
        "db.test",
        "DB.TEST:5432",
        "postgres://u:p@db.test/n",
        "a,db.test;b",
        "u@db.test.",
        "postgres://%64b.test/n",
        "jdbc:mysql://db.test:1,h2/n",
        "[db.test]",
        "redis://[fe80::7]:1",
        "localhost",
        "http://LOCALHOST:80/",
        "127.0.0.1:6379",
        "redis://127.9.8.7/7",
        "[::1]:80",
        "http://[::1]",
        "0.0.0.0",
        "a 0:0:0:0:0:0:0:1",
        "tcp(127.0.0.1:3306)",
        "::1",
        "a%252Fstaging",
        "a%25252Fstaging",
        "http%253A%252F%252Flocalhost%252Fx",
        "http://127.1/",
        "redis://:p@127.0.1:6379/7",
        "http://0x7f000001",
        "http://0X7F.1:80/",
        "http://2130706433?x",
        "http://0177.0.0.1/",
        "http://127.1./",
        "http://0/",
        "redis-sentinel://h:1,127.1:2/7",
        "http://[::]:80/",
        "[::]",
        "[0:0:0:0:0:0:0:0]:80",
        "::ffff:127.0.0.1",
        "http://[::FFFF:127.0.0.1]:80/",
        "localhost.localdomain",
        "http://localhost.localdomain.:80/",
        "ip6-localhost",
        "localhost."
      })
  void refuses(String value) {
    assertEquals(1, check(GUARD, "A=" + value).refused().size(), value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stagings",
        "xstaging",
        "staging2",
        "",
        "stag ing",
        "xdb.test",
        "db.test.example",
        "x.db.test",
        "db.tests",
        "db-test",
        "my-db.test",
        "db.test_x",
        "redis://[fe80::70]:1",
        "redis://[1:fe80::7]:1",
        "localhost.example",
        "mylocalhost",
        "local-host",
        "1127.0.0.1",
        "127.0.0.1.example",
        "10.0.0.0",
        "0.0.0.01",
        "[::12]",
        "a::1",
        "127.0.0",
        "localhosts",
        "my-localhost",
        "127.1",
        "127.0.1",
        "0x7f000001",
        "2130706433",
        "http://h/127.1",
        "http://h:127/",
        "http://127.1.example/",
        "http://127.256.1/",
        "http://0189.1/",
        "http://128.1/",
        "http://2130706433.1/",
        "std::vector",
        "a::b",
        "::ffff:128.0.0.1",
        "localhost.localdomains",
        "my-ip6-localhost",
        "a%2525252Fstaging",
        "100%",
        "%zz%25"
      })
  void letsPass(String value) {
    assertEquals(List.of(), check(GUARD, "A=" + value).refused(), value);
  }

  @Test
  void looksAtEveryLineOfAKeyAndAtWhatReferencesGive() {
    assertEquals(1, check(GUARD, "A=staging\nA=live\nB").refused().size());
    EnvFile compose =
        EnvFile.parse(
            ".env",
            "A=local\nB=\"${A}host\"\nC=${X:-stag\\u69ng}${Y:-staging}\n".getBytes(UTF_8),
            EnvFileDialect.COMPOSE);
    assertEquals(
        List.of(".env:2:3", ".env:3:3"),
        GUARD.check(compose, Map.of(), Place.nowhere()).refused().stream()
            .map(p -> p.where().toString())
            .toList());
  }

  @Test
  void tellsWhereTheValueWasGiven() {
    EnvFile file = file("A=staging\nB=staging\n").with("C", "staging");
    Guard.Findings findings =
        GUARD.check(file, Map.of("B", Place.of("set.B")), Place.of("env-file"));
    assertEquals(
        List.of(".env:1:3", "set.B", "env-file"),
        findings.refused().stream().map(p -> p.where().toString()).toList());
  }

  @Test
  void allowsByKeyAndWarnsOfAnExceptionThatAllowsNothing() {
    Guard allowing =
        new Guard(
            GUARD.words(), GUARD.hosts(), true, Map.of("A", "binds to all", "B", "no reason left"));
    Guard.Findings findings = check(allowing, "A=0.0.0.0\nB=live\n");
    assertEquals(List.of(), findings.refused());
    assertEquals(
        List.of("env-file.guard.allow: 'B' holds nothing that is forbidden; remove the exception"),
        findings.warnings().stream().map(Problem::toString).toList());
    assertEquals(List.of(), check(Guard.none(), "A=localhost\n").refused());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgres://u:p@DB.test:5432/n        | db.test",
        "jdbc:postgresql://h1:1,h2.x/n?user=u | h1,h2.x",
        "redis-sentinel://:p@s1:1,s2/7#m      | s1,s2",
        "redis://[fe80::1]:6379/7             | fe80::1",
        "https://a.example/x,http://b.example | a.example,b.example",
        "db:5432                              | db",
        "h1:9092,h2:9092                      | h1,h2",
        "10.1.2.3                             | 10.1.2.3",
        "postgresql:///n?host=db.test         | db.test",
        "{'url': 'amqp://u:p@mq/v'}           | mq",
        "config.StagingConfig                 | ``",
        "12:30                                | ``",
        "true                                 | ``",
      })
  void takesTheHostsOutOfAValue(String value, String hosts) {
    List<String> expected = hosts.isEmpty() ? List.of() : List.of(hosts.split(",", -1));
    assertEquals(expected, List.copyOf(Hosts.in(value)));
  }

  @Test
  void looksThroughLongValuesInOnePass() {
    String text = "http://" + "a-,".repeat(100_000) + "1:".repeat(100_000) + "127.".repeat(100_000);
    assertEquals(List.of(), check(GUARD, "A=" + text.substring(0, 60_000)).refused());
    assertEquals(Set.of("a-", "h"), Hosts.in(text + " http://h/"));
  }

  @Test
  void takesNamesAloneWhereTheKeySaysThatTheyAreHosts() {
    assertEquals(Set.of("db.test"), Hosts.in("DB_HOST", "db.test"));
    assertEquals(Set.of("a.test", "b.test"), Hosts.in("ALLOWED_HOSTS", "a.test, b.test:80"));
    assertEquals(Set.of(), Hosts.in("APP_MODULE", "db.test"));
  }

  private static Guard.Findings check(Guard guard, String text) {
    return guard.check(file(text), Map.of(), Place.nowhere());
  }

  private static EnvFile file(String text) {
    return EnvFile.parse(".env", text.getBytes(UTF_8));
  }
}
