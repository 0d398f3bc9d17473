package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {

  @Test
  void readsWhatDockerReads() {
    EnvFile file = file("\uFEFF# c\n\n A=\"x\" # y \r\nBARE\nA=2\nB=a=b\r\nB.c-d=");
    assertEquals(Map.of("A", "2", "B", "a=b", "B.c-d", ""), file.values());
    assertEquals("env", file.values(Map.of("BARE", "env")).get("BARE"));
    assertEquals(List.of("A", "BARE", "B", "B.c-d"), file.keys());
  }

  @Test
  void reportsEverythingThatDockerRefusesAtOnceAndShowsNoText() {
    byte[] text = "A=1\nexport B=s3cret\n  =s3cret\n é s3cret\nC=é?\n".getBytes(UTF_8);
    text[text.length - 2] = (byte) 0xFF;
    DeployException refused =
        assertThrows(DeployException.class, () -> EnvFile.parse("x/.env", text));
    assertEquals(
        """
        x/.env:2:7: white space stands in the key; remove 'export', docker knows no such word
        x/.env:3:3: no key stands before '='; write KEY=value
        x/.env:4:3: white space stands in the key; write KEY=value on one line; docker knows no quotes over several lines
        x/.env:5:4: the line is not valid UTF-8; save the file as UTF-8\
        """,
        refused.getMessage());
  }

  @Test
  void refusesTheLinesThatDockerCannotHold() {
    String longest = "A=" + "x".repeat(DockerSyntax.LONGEST_LINE - 2);
    assertEquals(1, file(longest + "\n").values().size());
    assertThrows(DeployException.class, () -> file(longest + "x\n"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "A=1\\nB=2\\n              | A=new\\nB=2\\n",
        " A=1\\n# A=0\\nA='3'\\r\\n | A=new\\n# A=0\\nA=new\\r\\n",
        "A\\nB\\n                  | A=new\\nB\\n",
        "A=\\r                     | A=new\\r",
        "AA=1\\n                   | AA=1\\nA=new\\n",
        "B=1                       | B=1\\nA=new\\n",
        "B=1\\r\\nC=2\\r            | B=1\\r\\nC=2\\r\\nA=new\\r\\n",
        "B=1\\r                     | B=1\\r\\nA=new\\n",
        "``                        | A=new\\n",
      },
      delimiter = '|')
  void setsEveryLineOfAKeyOrAppendsOne(String before, String after) {
    EnvFile file = file(before.translateEscapes());
    assertEquals(after.translateEscapes(), text(file.with("A", "new")));
  }

  @Test
  void laysVariablesOverAFileWithNewKeysSorted() {
    EnvFile file = file("M=1\nB=2");
    assertEquals(
        "M=9\nB=2\nA=\nZ=z\n", text(file.overlaidWith(Map.of("Z", "z", "M", "9", "A", ""))));
    assertEquals("A=1\n", text(EnvFile.empty().overlaidWith(Map.of("A", "1"))));
  }

  @Test
  void refusesByKeyEveryVariableThatNoLineCanHold() {
    Map<String, String> variables =
        Map.of(
            "A_LINES",
            "s3cret\nx",
            "B_NUL",
            "s3cret\0",
            "C_END",
            "s3cret\r",
            "D KEY",
            "s3cret",
            "",
            "s3cret",
            "#E",
            "s3cret",
            "F_HALF",
            "s3cret\uD800",
            "G_LONG",
            "s3cret".repeat(20_000),
            "H_FINE",
            "a\rb = # 'x' ☃ ");
    DeployException refused =
        assertThrows(DeployException.class, () -> EnvFile.empty().overlaidWith(variables));
    assertEquals(8, refused.problems().size());
    assertFalse(refused.toString().contains("s3cret"));
    assertFalse(refused.toString().contains("H_FINE"));
  }

  @Test
  void dropsTheLinesOfKeysThatAreNotTaken() {
    KeyPatterns patterns = new KeyPatterns(List.of(), List.of("SECRET_*"));
    assertEquals("# c\nA=1\n", text(file("# c\nSECRET_X=1\nA=1\nSECRET_Y").only(patterns)));
  }

  @Test
  void rewritesForStaging() {
    EnvFile before =
        file(
            """
            # testing keeps redis://h:6379/7
            FLASK_ENV=testing
            testing=activo_testing contesting 'testing'
            WEB=https://testing.example.com/testing?x=testing1
            REDIS_URL="redis://:pw@h:6379/7"
            DATABASE_URI=old\
            """);
    EnvFileRewrite rewrite =
        EnvFileRewrite.none()
            .withReplace(Map.of("testing", "staging"))
            .withMode(EnvFileRewrite.Mode.WORDS)
            .withRedisDatabase(Map.of(7, 8))
            .withSet(Map.of("DATABASE_URI", "postgres://testing/7"));
    EnvFile after = before.rewrite(rewrite);
    assertEquals(
        """
        # testing keeps redis://h:6379/7
        FLASK_ENV=staging
        testing=activo_staging contesting 'staging'
        WEB=https://staging.example.com/staging?x=testing1
        REDIS_URL="redis://:pw@h:6379/8"
        DATABASE_URI=postgres://testing/7\
        """,
        text(after));
    assertEquals(
        List.of("FLASK_ENV", "testing", "WEB", "REDIS_URL", "DATABASE_URI"),
        EnvFileChange.between(before, after).stream().map(EnvFileChange::key).toList());
  }

  @Test
  void appliesThePairsOfOneMapAtOnce() {
    EnvFileRewrite rewrite =
        EnvFileRewrite.none()
            .withReplace(Map.of("testing", "staging", "staging", "testing", "stagingdb", "$1"))
            .withMode(EnvFileRewrite.Mode.TEXT)
            .withRedisDatabase(Map.of(7, 8, 8, 9))
            .withSet(Map.of());
    String before = "A=testing-staging stagingdb contesting\nR=redis://h/7,redis://h/8\n";
    assertEquals(
        "A=staging-testing $1 constaging\nR=redis://h/8,redis://h/9\n",
        text(file(before).rewrite(rewrite)));
    assertEquals(3, rewrite.warnings().size());
    assertEquals(List.of(), EnvFileRewrite.none().warnings());
  }

  @Test
  void replacesAPhraseBetweenWords() {
    EnvFileRewrite rewrite =
        EnvFileRewrite.none()
            .withReplace(Map.of("db.testing", "db.live"))
            .withMode(EnvFileRewrite.Mode.WORDS)
            .withRedisDatabase(Map.of())
            .withSet(Map.of());
    assertEquals(
        "A=x@db.live:1 xdb.testing db.testing2\n",
        text(file("A=x@db.testing:1 xdb.testing db.testing2\n").rewrite(rewrite)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "redis://h:6379/7                      | redis://h:6379/8",
        "redis://h/7?timeout=7&db=7#7          | redis://h/8?timeout=7&db=8#7",
        "redis://h?database=7&mydb=7           | redis://h?database=8&mydb=7",
        "redis://h:6379/70                     | redis://h:6379/70",
        "redis://h:6379/07                     | redis://h:6379/8",
        "redis://h:6379                        | redis://h:6379",
        "redis://7:7@h7:7/6?db=77              | redis://7:7@h7:7/6?db=77",
        "REDISS://user:p@ss@[::1]:6380/7       | REDISS://user:p@ss@[::1]:6380/8",
        "redis+ssl://h1:1,h2:2,h3/7            | redis+ssl://h1:1,h2:2,h3/8",
        "redis-sentinel://:p@s1,s2/7?x#m       | redis-sentinel://:p@s1,s2/8?x#m",
        "redis+sentinel://h:1/master/7         | redis+sentinel://h:1/master/8",
        "sentinel://a:1/7;sentinel://b:1/7     | sentinel://a:1/8;sentinel://b:1/8",
        "redis-socket:///run/7?database=7      | redis-socket:///run/7?database=8",
        "unix://u:p@/run/7?db=7                | unix://u:p@/run/7?db=8",
        "'redis://h/7' # 7                     | 'redis://h/8' # 7",
        "{`cache`: `redis://h/7`}              | {`cache`: `redis://h/8`}",
        "http://h:6379/7                       | http://h:6379/7",
        "xredis://h/7                          | xredis://h/7",
        "redis:/h/7                            | redis:/h/7",
      },
      delimiter = '|')
  void changesTheDatabaseOfARedisUrl(String before, String after) {
    assertEquals(
        after.replace('`', '"'), new RedisUrls(Map.of(7, 8)).apply("K", before.replace('`', '"')));
  }

  @Test
  void leavesAloneWhatOnlyLooksLikeARedisUrlHoweverLongItIs() {
    String value = "redis+" + "a+".repeat(30_000) + "://";
    assertEquals(value, new RedisUrls(Map.of(7, 8)).apply("K", value));
    String path = "sentinel://h/" + "a".repeat(60_000) + "/7/";
    assertEquals(path + "x", new RedisUrls(Map.of(7, 8)).apply("K", path + "x"));
    String digits = "redis://h/" + "7".repeat(60_000);
    assertEquals(digits, new RedisUrls(Map.of(7, 8)).apply("K", digits));
  }

  @Test
  void showsNoValue() {
    EnvFile file = file("A=s3cret\n");
    EnvFileRewrite rewrite =
        EnvFileRewrite.none()
            .withReplace(Map.of("old-s3cret", "new-s3cret"))
            .withMode(EnvFileRewrite.Mode.WORDS)
            .withRedisDatabase(Map.of())
            .withSet(Map.of("A", "s3cret2"));
    String shown = file + " " + rewrite + " " + EnvFileChange.between(file, file.rewrite(rewrite));
    assertFalse(shown.contains("s3cret"), shown);
  }

  private static EnvFile file(String text) {
    return EnvFile.parse(".env", text.getBytes(UTF_8));
  }

  private static String text(EnvFile file) {
    return new String(file.bytes(), UTF_8);
  }
}
