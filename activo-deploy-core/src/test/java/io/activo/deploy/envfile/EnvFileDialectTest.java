package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileDialectTest {
  private static final EnvFileRewrite STAGING =
      EnvFileRewrite.none()
          .withReplace(Map.of("testing", "staging"))
          .withRedisDatabase(Map.of(7, 8))
          .withDatabase(DatabaseParts.none().withHost("live"));

  @Test
  void readsWhatComposeReads() {
    EnvFile file =
        compose("export A='x $B' # c\nB: \"a\\tb\n$A\"\nC=${NO:-d}#e #f\nD\nE=\"1\" F=2\n");
    assertEquals(
        Map.of("A", "x $B", "B", "a\tb\nx $B", "C", "d#e", "E", "1", "F", "2"), file.values());
    assertEquals("env", file.values(Map.of("D", "env")).get("D"));
    assertEquals("no#e", file.values(Map.of("NO", "no")).get("C"));
    assertEquals("a\tb\n$A", file.readable().get("B"));
  }

  @Test
  void readsWhatDotenvReads() {
    EnvFile file =
        dotenv("ignored\nexport A = 'x # y' # c\nB: `\"'` # \r\nC=a#b\nD=\"1\\n2\"\nE='1\r\n2'\n");
    assertEquals(
        Map.of("A", "x # y", "B", "\"'", "C", "a", "D", "1\n2", "E", "1\n2"), file.values());
  }

  @Test
  void reportsEverythingThatComposeRefusesAtOnceAndShowsNoText() {
    DeployException refused =
        assertThrows(
            DeployException.class,
            () -> compose("A=1\nB C=s3cret\n s3cret@=1\nD=x${s3cret\nE='s3cret\n\nF=\"${}\"\n"));
    assertEquals(
        """
        .env:2:2: a blank stands in the key; write KEY=value
        .env:3:8: a character that no key has; write KEY=value; a value of several lines needs quotes
        .env:4:4: a malformed reference to a variable; write ${NAME}, ${NAME:-default}, or $$ for a dollar sign
        .env:5:3: the quote is not closed; close it; in quotes, write \\' and \\"
        .env:7:3: a malformed reference to a variable; write ${NAME}, ${NAME:-default}, or $$ for a dollar sign\
        """,
        refused.getMessage());
  }

  @Test
  void tellsEveryRequiredVariableThatIsAbsent() {
    EnvFile file = compose("A=${NO:?s3cret}\nB=\"${EMPTY:?}\"\nC=${EMPTY?}\n");
    DeployException refused =
        assertThrows(DeployException.class, () -> file.values(Map.of("EMPTY", "")));
    assertEquals(2, refused.problems().size());
    assertFalse(refused.toString().contains("s3cret"), refused.toString());
    assertTrue(refused.toString().contains(".env:2:3: the value of 'B'"), refused.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=1 # c\\r\\n           | new         | A=new # c\\r\\n",
        "export A = 1\\n         | new         | export A = new\\n",
        "A: '1' # c\\n           | new         | A: 'new' # c\\n",
        "A: \"1\"\\n             | a\\nb       | A: \"a\\\\nb\"\\n",
        "A=\"1\\n2\"\\n          | a\\nb       | A=\"a\\nb\"\\n",
        "A='1'\\n                | it's        | A='it\\\\'s'\\n",
        "A='1'\\n                | a\\\\       | A=\"a\\\\\\\\\"\\n",
        "A=\"1\"\\n              | ${B}$C\"\\\\| A=\"$${B}$$C\\\\\"\\\\\\\\\"\\n",
        "A=1\\n                  | $B          | A=$$B\\n",
        "A='1'\\n                | $B          | A='$B'\\n",
        "A=1\\n                  | a #b        | A='a #b'\\n",
        "A=1\\n                  | '           | A='\\\\''\\n",
        "A=1 # c\\n              | ~~          | A='' # c\\n",
        "A=\\nA=2\\n             | ~ x ~       | A=' x '\\nA=' x '\\n",
        "A\\nB=1                 | 2           | A=2\\nB=1",
        "B=1                     | 2           | B=1\\nA=2\\n",
        "~\uFEFF~                | 2           | ~\uFEFFA=2\\n~",
      })
  void writesWhatComposeReadsBack(String before, String value, String after) {
    writes(EnvFileDialect.COMPOSE, before, value, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=1 # c\\r\\n           | new         | A=new # c\\r\\n",
        "export A = 1\\n         | new         | export A = new\\n",
        "A: `1` # c\\n           | new         | A: `new` # c\\n",
        "A=1\\n                  | a#b         | A=\"a#b\"\\n",
        "A=\"1\"\\n              | a\\nb       | A=\"a\\\\nb\"\\n",
        "A='1\\r\\n2'\\r\\n      | a\\nb       | A='a\\r\\nb'\\r\\n",
        "A=1\\n                  | a\\rb       | A=\"a\\\\rb\"\\n",
        "A='1'\\n                | it's        | A=\"it's\"\\n",
        "A='1'\\n                | \"'         | A=`\"'`\\n",
        "A=\"1\"\\n              | \\\\n       | A='\\\\n'\\n",
        "A=1\\n                  | $B          | A=$B\\n",
        "A=1 # c\\n              | ~~          | A= # c\\n",
        "ignored\\nB=1           | 2           | ignored\\nB=1\\nA=2\\n",
      })
  void writesWhatDotenvReadsBack(String before, String value, String after) {
    writes(EnvFileDialect.DOTENV, before, value, after);
  }

  private static void writes(EnvFileDialect dialect, String before, String value, String after) {
    EnvFile file = parse(before.translateEscapes(), dialect);
    EnvFile changed = file.with("A", value.translateEscapes());
    assertEquals(after.translateEscapes(), text(changed));
    assertEquals(value.translateEscapes(), parse(text(changed), dialect).values().get("A"));
  }

  @Test
  void refusesByKeyWhatNoQuotesOfDotenvHold() {
    DeployException refused =
        assertThrows(
            DeployException.class,
            () ->
                dotenv("B=1\n")
                    .overlaidWith(Map.of("A", "#s3cret'\"`", "B", "'s3cret\r\\n", "C", "s3cret")));
    assertEquals(2, refused.problems().size());
    assertFalse(refused.toString().contains("s3cret"), refused.toString());
    assertThrows(DeployException.class, () -> dotenv("").with("A B", "1"));
    assertThrows(DeployException.class, () -> compose("").with("A", "a\0b"));
  }

  @Test
  void refusesAChangeThatWouldChangeWhatIsReadOfOtherLines() {
    assertThrows(DeployException.class, () -> dotenv("A:\n").with("B", "1"));
    assertThrows(DeployException.class, () -> compose("A=1\nB").with("C", "1"));
    assertEquals("A=2\nB", text(compose("A=1\nB").with("A", "2")));
  }

  @Test
  void editsTheTextAroundReferencesAndTheirDefaults() {
    EnvFile file =
        compose(
            """
            A="${STAGE:-testing}/$X-testing${Y:+contesting testing}" # testing
            B='$testing testing'
            REDIS_URL=redis://:$PW@${HOST:-testing}:6379/7
            DB="postgres://${USER}:$${pw}@h:${PORT}/testing?x=\\"$Q"
            C=${E:?testing}
            D=$$testing\
            """);
    assertEquals(
        """
        A="${STAGE:-staging}/$X-staging${Y:+contesting staging}" # testing
        B='$staging staging'
        REDIS_URL=redis://:$PW@${HOST:-staging}:6379/8
        DB="postgres://${USER}:$${pw}@live:${PORT}/staging?x=\\"$Q"
        C=${E:?testing}
        D=$$staging\
        """,
        text(file.rewrite(STAGING)));
  }

  @ParameterizedTest
  @CsvSource({
    "redis://h/${DB}",
    "redis://h/${DB:-7}",
    "redis://h?db=$DB",
    "postgres://u@${HOST}/n",
    "postgres://$HOST:1/n",
  })
  void refusesByKeyToReplaceAReference(String url) {
    DeployException refused =
        assertThrows(DeployException.class, () -> compose("URL=" + url + "\n").rewrite(STAGING));
    assertTrue(refused.toString().contains(".env:1:5: "), refused.toString());
    assertTrue(refused.toString().contains("'URL'"), refused.toString());
    EnvFile set = compose("URL=" + url + "\n").rewrite(STAGING.withSet(Map.of("URL", "x")));
    assertEquals("URL=x\n", text(set));
  }

  @Test
  void addsNoPartBesideAReferenceThatMayHoldIt() {
    EnvFileRewrite port =
        EnvFileRewrite.none().withDatabase(DatabaseParts.none().withPort(5433).withName("n"));
    assertThrows(DeployException.class, () -> compose("A=postgres://$HOST/n\n").rewrite(port));
    assertThrows(DeployException.class, () -> compose("A=postgres://h:$X\n").rewrite(port));
    assertEquals(
        "A=postgres://$HOST:5433/n\n", text(compose("A=postgres://$HOST:1/x\n").rewrite(port)));
  }

  @Test
  void keepsBytesThatAreNoUtf8() {
    byte[] before = "A=\u00ff testing \u00e9\n# \u00e9\nB='\u00c3'\n".getBytes(ISO_8859_1);
    byte[] after = "A=\u00ff staging \u00e9\n# \u00e9\nB='\u00c3'\n".getBytes(ISO_8859_1);
    for (EnvFileDialect dialect : List.of(EnvFileDialect.COMPOSE, EnvFileDialect.DOTENV)) {
      EnvFile file = EnvFile.parse(".env", before, dialect);
      assertEquals("\uFFFD testing \uFFFD", file.values().get("A"));
      assertArrayEquals(after, file.rewrite(STAGING).bytes());
    }
  }

  @Test
  void takesAwayTheLinesOfAKeyWithTheirComments() {
    KeyPatterns notA = new KeyPatterns(List.of(), List.of("A"));
    assertEquals(
        "# c\nB=\"1\" \nD=2\n",
        text(compose("# c\nA='x\ny' # gone\nB=\"1\" A=3\n export A\nD=2\nA=9").only(notA)));
    assertEquals(
        "x\nB=1\nA ignored\n", text(dotenv("x\n  A=`1\n2` #\nB=1\nA ignored\nA: 2").only(notA)));
  }

  @Test
  void readsLongHostileFilesInOnePass() {
    int many = 100_000;
    assertEquals(1, compose("A=" + "${B:-x}".repeat(many) + "y".repeat(many)).values().size());
    assertEquals(
        1, compose("A=" + "{}".repeat(many) + "${B:-" + "{".repeat(many) + "}").values().size());
    assertEquals(many, compose("A='x'".repeat(many)).assignments().size());
    assertEquals(many, dotenv("A=\"\\\"\n".repeat(many)).assignments().size());
    assertEquals(1, dotenv("A='" + "\\'".repeat(many)).values().size());
    assertEquals(1, dotenv("\n".repeat(many) + "A=1\u2028'x'".repeat(many)).values().size());
    String deep = "${A:-".repeat(many) + "}".repeat(many);
    assertThrows(DeployException.class, () -> compose("A=" + deep).values());
  }

  private static EnvFile compose(String text) {
    return parse(text, EnvFileDialect.COMPOSE);
  }

  private static EnvFile dotenv(String text) {
    return parse(text, EnvFileDialect.DOTENV);
  }

  private static EnvFile parse(String text, EnvFileDialect dialect) {
    return EnvFile.parse(".env", text.getBytes(UTF_8), dialect);
  }

  private static String text(EnvFile file) {
    return new String(file.bytes(), UTF_8);
  }
}
