package io.activo.deploy.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRIPE_KEY_LIVE",
        "API_KEY_V2",
        "DB_PASS_RO",
        "PGPASS",
        "JWT",
        "MAIL_PASSWORD",
        "password",
        "PGPASSWORD",
        "DB_PASS",
        "API_KEY",
        "apiKey",
        "SECRET_KEY",
        "GITHUB_TOKEN",
        "SERVICE_ACCOUNT",
        "SERVICE_ACCOUNT_JSON",
        "SLACK_WEBHOOK_URL",
        "AWS_SECRET_ACCESS_KEY",
        "SENTRY_DSN",
        "KUBECONFIG_TEXT",
        "KUBECONFIG_PROD",
        "PROD_KUBECONFIG",
        "REGISTRY_AUTH",
        "TLS_KEY"
      })
  void namesThatSaySecret(String name) {
    assertTrue(SecretNames.looksSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PWD",
        "OLDPWD",
        "HOME",
        "REDIS_URL",
        "PASSWORD_FILE",
        "SECRET_NAME",
        "KEYBOARD",
        "SSH_AUTH_SOCK",
        "MONKEY",
        "SERVICE_ACCOUNT_NAME",
        "KUBECONFIG_PATH",
        "KUBECONFIG",
        "AUTHOR",
        "CERTAIN",
        "PASSAGE"
      })
  void namesThatDoNot(String name) {
    assertFalse(SecretNames.looksSecret(name));
  }

  @Test
  void masksValuesOfSecretNamesWhereverTheyStand() {
    Masker masker = Masker.of(Map.of("MAIL_PASSWORD", "hunter22", "HOST", "web"), List.of());
    assertEquals("curl -u a:*** web", masker.mask("curl -u a:hunter22 web"));
  }

  @Test
  void masksThePasswordOfAUrlEvenWhenItIsNotKnown() {
    assertEquals(
        "redis://:***@h:6379/7 and postgres://u:***@db/x",
        Masker.ofUrls().mask("redis://:p%40ss@h:6379/7 and postgres://u:s@cret@db/x"));
  }

  @Test
  void masksAPasswordThatNobodyEncoded() {
    Masker masker = Masker.of(Map.of("DB_URI", "postgresql://u:p#ass/wo?rd@h/db"), List.of());
    assertEquals(
        "added, postgresql://u:***@h/db", masker.mask("added, postgresql://u:p#ass/wo?rd@h/db"));
    assertEquals("login ***", masker.mask("login p#ass/wo?rd"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "redis://:s3cret@h:6379/7                 | redis://:***@h:6379/7",
        "redis://s3cret@h/7?db=7                  | redis://***@h/7?db=7",
        "redis://:s3@cret@h/7,redis://:s3cret@i/8 | redis://:***@h/7,redis://:***@i/8",
        "redis-sentinel://:s3cret@a:1,b:2/7#m     | redis-sentinel://:***@a:1,b:2/7#m",
        "redis-socket://:s3cret@/run/r?database=7 | redis-socket://:***@/run/r?database=7",
        "postgres://u:s3/c?r#et@h:1/n?x=y         | postgres://u:***@h:1/n?x=y",
        "postgres://u:s3 c'r\"et@h/n              | postgres://u:***@h/n",
        "postgres://h:5432/n?user=u&password=s3cret&x=1 | postgres://h:5432/n?user=u&password=***&x=1",
        "jdbc:postgresql://h/n?user=u&password=s3cret   | jdbc:postgresql://h/n?user=u&password=***",
        "jdbc:mysql://u:s3cret@h:3306/n           | jdbc:mysql://u:***@h:3306/n",
        "host=h dbname=n user=u password=s3cret   | host=h dbname=n user=u password=***",
        "mysql+pymysql://u:s3cret@h/n?charset=utf8| mysql+pymysql://u:***@h/n?charset=utf8",
        "redis://h:6379/7                         | redis://h:6379/7",
        "postgres://u@h/n                         | postgres://u@h/n",
      })
  void masksPasswordsOfDatabaseUrlsAndKeepsHostNameAndIndex(String value, String shown) {
    assertEquals(shown.replace("\\", ""), Masker.ofUrls().show("URL", value.replace("\\", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "java -Dpassword=s3cret -jar a.jar; b     | java -Dpassword=*** -jar a.jar; b",
        "-Ddb.password=s3cret                     | -Ddb.password=***",
        "tool --password=s3cret --user=u          | tool --password=*** --user=u",
        "connect(user=u,password=s3cret           | connect(user=u,password=***",
        "host=h password='s3 c r' user=u          | host=h password='***' user=u",
        "password='s3\\'c''r' user=u              | password='***' user=u",
        "PASSWORD=\"s3 c'r\" user=u               | PASSWORD=\"***\" user=u",
        "password='s3 cr                          | password='***",
        "Pwd=s3 c;x                               | Pwd=***;x",
        "Server=h;Uid=u;Pwd=s3 c&r=t;Database=n   | Server=h;Uid=u;Pwd=***;Database=n",
        "Server=h; Pwd=s3 c r                     | Server=h; Pwd=***",
        "jdbc:sqlserver://h;user=u;password=s3cret| jdbc:sqlserver://h;user=u;password=***",
        "{\"password\":\"s3cret\"}                | {\"password\":\"***\"}",
        "{'user': 'u', 'Password' : 's3 c', 'a':1}| {'user': 'u', 'Password' : '***', 'a':1}",
        "{\"token\":\"s3\\\"cret\",\"a\":1}       | {\"token\":\"***\",\"a\":1}",
        "{\\\"password\\\":\\\"s3cret\\\"}        | {\\\"password\\\":\\\"***\\\"}",
        "{\"password\": 12345, \"a\": 1}          | {\"password\": ***, \"a\": 1}",
        "Authorization: Bearer eyJhbGci.e30.s-_   | Authorization: Bearer ***",
        "-H 'proxy-authorization: basic dTpz=='   | -H 'proxy-authorization: basic ***'",
        "{\"Authorization\":\"Bearer s3cret\"}    | {\"Authorization\":\"Bearer ***\"}",
        "https://h/p?token=s3cret&x=1             | https://h/p?token=***&x=1",
        "https://h/p?x=1&access_token=s3cret      | https://h/p?x=1&access_token=***",
        "https://h/p?api_key=s3cret&apikey=s3cret | https://h/p?api_key=***&apikey=***",
        "https://h/p?secret=a&client_secret=s3    | https://h/p?secret=***&client_secret=***",
        "https://h/p?sv=1&sig=s3%2Fc%3D se=2      | https://h/p?sv=1&sig=*** se=2",
        "https://h/p?signature=s3cret             | https://h/p?signature=***",
      })
  void masksWhatStandsBehindAName(String value, String shown) {
    assertEquals(shown, Masker.ofUrls().show("V", value));
    assertEquals(shown, Masker.ofUrls().mask(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keyboard=us",
        "https://h/?keyboard=us&token_ttl=60&tokens=7&max_token=7&design=new&signal=9",
        "token=7",
        "https://h/?token=true&secret=none",
        "password=true",
        "password_file=/run/secrets/p",
        "passwords=7",
        "'password=' is missing",
        "password= is missing",
        "{\"password\": null, \"token\": {\"a\": 1}, \"secret\": [1], \"token_ttl\": 60}",
        "Authorization: required",
        "authorization is bearer of news",
      })
  void leavesWhatIsHarmless(String text) {
    assertEquals(text, Masker.ofUrls().mask(text));
  }

  @Test
  void masksWhatStandsBehindANameAlsoWhereItStandsAlone() {
    Masker masker =
        Masker.of(Map.of("A", "Server=h;Pwd=one two;x", "B", "{'token':'three'}"), List.of());
    assertEquals("*** and ***", masker.mask("one two and three"));
  }

  @Test
  void masksWhatStandsInAValueAlsoWhereItStandsAlone() {
    Map<String, String> variables =
        Map.of("A", "postgres://u:one two@h/n", "B", "jdbc:mysql://h/n?password=three");
    assertEquals("*** and ***", Masker.of(variables, List.of()).mask("one two and three"));
  }

  @Test
  void masksAPasswordOfAnyLength() {
    String password = "a".repeat(300_000);
    assertEquals("redis://:***@h/7", Masker.ofUrls().show("URL", "redis://:" + password + "@h/7"));
    assertEquals("x://y:" + password, Masker.ofUrls().show("URL", "x://y:" + password));
  }

  @Test
  void aPortIsNoPassword() {
    String text = "https://h:8080/image@sha256:abc and https://h:443";
    assertEquals(text, Masker.ofUrls().mask(text));
  }

  @Test
  void masksATokenThatStandsForTheUser() {
    assertEquals(
        "https://***@git.example/x.git",
        Masker.ofUrls().mask("https://ghp_0123456789abcdef@git.example/x.git"));
  }

  @Test
  void masksAUrlsPasswordAloneToo() {
    Masker masker = Masker.of(Map.of("DATABASE_URI", "postgres://u:opensesame@db/x"), List.of());
    assertEquals("login ***", masker.mask("login opensesame"));
  }

  @Test
  void masksTheLongestFirst() {
    Masker masker = Masker.of(Map.of("A_TOKEN", "abcdef", "B_TOKEN", "abcdefghij"), List.of());
    assertEquals("*** ***", masker.mask("abcdefghij abcdef"));
  }

  @Test
  void masksEveryLongLineOfAKey() {
    Masker masker =
        Masker.of(Map.of("TLS_KEY", "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w\n"), List.of());
    assertEquals("at ***", masker.mask("at MIIEvQIBADANBgkqhkiG9w"));
  }

  @Test
  void masksTheTokenInsideAKubeconfig() {
    Masker masker =
        Masker.ofUrls().and(List.of("users: [{name: u, user: {token: abcdef0123456789}}]"));
    assertEquals("Bearer ***", masker.mask("Bearer abcdef0123456789"));
  }

  @Test
  void aSwitchIsNoSecret() {
    Masker masker = Masker.of(Map.of("TOKENIZERS_PARALLELISM", "true"), List.of());
    assertEquals("protected: true", masker.mask("protected: true"));
  }

  @Test
  void masksByDeclaration() {
    assertEquals("***", Masker.of(Map.of("PLAIN", "value1"), List.of("PLAIN")).mask("value1"));
  }

  @Test
  void aShortSecretIsHiddenOnlyBesideItsName() {
    Masker masker = Masker.of(Map.of("PIN_TOKEN", "1"), List.of());
    assertEquals("1 of 1", masker.mask("1 of 1"));
    assertEquals("***", masker.show("PIN_TOKEN", "1"));
    assertEquals("***", Masker.of(Map.of(), List.of("PIN")).show("PIN", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x://u: ",
        "x://u:",
        "x://",
        "x://u:p@h",
        "x://u:p@h ",
        "x://u:\"",
        "x://u:p,y://",
        ",a",
        "redis+",
        "redis-a://p",
        "https://0123456789abcdef",
        "token: ",
        "password=",
        "password=a ",
        ":password=a :b ",
        "password='",
        "password='''\\",
        ";password=",
        "\"password\":",
        "\"password\":\"\\",
        "authorization:",
        "authorization:bearer ",
        "?token=",
        "a  ",
        "a",
        " ",
        "@",
        "://u:",
        "1:",
      })
  void endsWithLongHostileTexts(String shape) {
    String text = "x://u:" + shape.repeat(1_000_000 / shape.length());
    Masker masker = Masker.of(Map.of("V", text, "A_TOKEN", text), List.of());
    assertEquals("***", masker.show("A_TOKEN", text));
    String masked = masker.mask(text);
    assertFalse(masked.contains(text));
    assertEquals(masked, masker.show("V", text));
  }

  @Test
  void endsWithManySecrets() {
    String text =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "x://u:%05d-p@h".formatted(i))
            .collect(Collectors.joining(" "));
    Masker masker = Masker.of(Map.of("V", text), List.of());
    assertEquals("*** x *** 50000-p", masker.mask("00000-p x 49999-p 50000-p"));
    assertEquals(text.replaceAll("[0-9]{5}-p", "***"), masker.show("V", text));
  }

  @Test
  void secretsThatOverlapShareAMask() {
    Masker masker = Masker.of(Map.of("A_TOKEN", "abcdef", "B_TOKEN", "cdefghij"), List.of());
    assertEquals("x***y", masker.mask("xabcdefghijy"));
    assertEquals("******", masker.mask("abcdefabcdef"));
  }
}
