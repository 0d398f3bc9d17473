package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Masker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileRewriteTest {
  private static final EnvFileRewrite NONE = EnvFileRewrite.none();

  @Test
  void rewritesInOrder() {
    EnvFile file = file("# c\nOLD=redis://h-testing:6379/7\nGONE_1=1\nKEEP=1\nGONE_2=2\nSET=old\n");
    EnvFileRewrite rewrite =
        NONE.withReplace(Map.of("testing", "staging"))
            .withRedisDatabase(Map.of(7, 8))
            .withRename(Map.of("OLD", "NEW", "KEEP", "GONE_3"))
            .withUnset(List.of("GONE_*"))
            .withSet(Map.of("SET", "testing", "GONE_4", "set"));
    EnvFile after = file.rewrite(rewrite);
    assertEquals("# c\nNEW=redis://h-staging:6379/8\nSET=testing\nGONE_4=set\n", text(after));
    assertEquals(text(after), text(after.rewrite(rewrite)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A=1\\nB=2\\nA=3\\n | Z=1\\nB=2\\nZ=3\\n",
        "A\\n               | Z\\n",
        "AA=1\\n#A=1        | AA=1\\n#A=1",
        "Z=1\\nB=2          | Z=1\\nB=2",
      })
  void renamesEveryLineOfAKeyInItsPlace(String before, String after) {
    EnvFile renamed = file(before.translateEscapes()).rewrite(NONE.withRename(Map.of("A", "Z")));
    assertEquals(after.translateEscapes(), text(renamed));
  }

  @Test
  void renamesAllPairsAtOnce() {
    EnvFileRewrite swap = NONE.withRename(Map.of("A", "B", "B", "A"));
    assertEquals("B=1\nA=2\n", text(file("A=1\nB=2\n").rewrite(swap)));
    assertEquals(2, swap.warnings().size());
    EnvFile exported = EnvFile.parse(".env", bytes("export A = '1' #\n"), EnvFileDialect.COMPOSE);
    assertEquals("export Z = '1' #\n", text(exported.rewrite(NONE.withRename(Map.of("A", "Z")))));
  }

  @Test
  void refusesByKeyToRenameToAKeyThatIsThere() {
    EnvFile file = file("A=s3cret\nB=1\nC=1\n");
    for (Map<String, String> names : List.of(Map.of("A", "B"), Map.of("A", "Z", "B", "Z"))) {
      DeployException refused =
          assertThrows(DeployException.class, () -> file.rewrite(NONE.withRename(names)));
      assertTrue(refused.toString().contains("that key is there already"), refused.toString());
      assertFalse(refused.toString().contains("s3cret"), refused.toString());
    }
    assertThrows(DeployException.class, () -> file.rewrite(NONE.withRename(Map.of("A", "a b"))));
  }

  @Test
  void warnsOfWhatIsProbablyNotMeant() {
    EnvFileRewrite rewrite =
        NONE.withReplace(Map.of("db", "db-live"))
            .withRename(Map.of("A", "B", "NO", "X"))
            .withUnset(List.of("GONE", "NO_2", "NO_*", "B"))
            .withSet(Map.of("NO", "1"));
    EnvFile file =
        EnvFile.parse(".env", bytes("A=1\nGONE=2\nC=$A${X:-$GONE}\n"), EnvFileDialect.COMPOSE);
    assertEquals(
        """
        replace: the target of 'db' holds a text that is itself replaced; to rewrite twice changes it twice
        rename: 'NO' is renamed, and then set anew
        rename: 'NO' is not in the env-file
        unset: 'NO_2' is not in the env-file
        'A' is renamed or unset, and still referred to by C
        'GONE' is renamed or unset, and still referred to by C\
        """,
        String.join("\n", rewrite.warnings(file)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://u:p/s3cret@h:6379/7",
        "redis://u:7/s3cret@h",
        "redis://u:p?s3cret@h:6379/7",
        "redis://u:p#s3cret@h:6379/7",
        "redis://:s3cret@h/7?db=3",
        "redis://:s3cret@h/3?database=7",
        "redis://:s3cret@h?db=7&database=1",
      })
  void refusesByKeyARedisUrlWhoseDatabaseIsUnclear(String url) {
    EnvFileRewrite rewrite = NONE.withRedisDatabase(Map.of(7, 8));
    DeployException refused =
        assertThrows(DeployException.class, () -> file("REDIS_URL=" + url).rewrite(rewrite));
    assertTrue(
        refused.toString().contains(".env:1:11: the database of the Redis URL in 'REDIS_URL'"));
    assertFalse(refused.toString().contains("s3cret"), refused.toString());
    EnvFileRewrite set = rewrite.withSet(Map.of("REDIS_URL", "redis://h/8"));
    assertEquals("REDIS_URL=redis://h/8", text(file("REDIS_URL=" + url).rewrite(set)));
  }

  @Test
  void disagreeingIndexesThatAreNoSourceStay() {
    String text = "A=redis://h/1?db=3 redis://u:p ss@h/7\n";
    assertEquals(
        "A=redis://h/1?db=3 redis://u:p ss@h/8\n",
        text(file(text).rewrite(NONE.withRedisDatabase(Map.of(7, 8)))));
  }

  @Test
  void tellsWhatChangedInFileOrderWithoutSecrets() {
    EnvFile before =
        file("REDIS_URL=redis://:s3cret@h/7\nGONE=s3cret\nOLD=1\nBARE\nAPI_KEY=s3cret\nSAME=1\n");
    Map<String, String> set = new LinkedHashMap<>();
    set.put("BARE", "x");
    set.put("API_KEY", "s3cret2");
    set.put("DB", "jdbc:postgresql://h/n?password=s3cret");
    EnvFileRewrite rewrite =
        NONE.withRedisDatabase(Map.of(7, 8))
            .withRename(Map.of("OLD", "NEW"))
            .withUnset(List.of("GONE"))
            .withSet(set);
    List<EnvFileChange> changes =
        EnvFileChange.between(before, before.rewrite(rewrite), rewrite.rename());
    assertEquals(
        """
        REDIS_URL: redis://:***@h/7 -> redis://:***@h/8
        GONE: removed
        OLD renamed to NEW
        BARE: from the environment -> x
        API_KEY: *** -> ***
        DB: added, jdbc:postgresql://h/n?password=***\
        """,
        String.join("\n", new EnvFileDiff(changes).lines(Masker.ofUrls())));
    assertFalse(changes.toString().contains("s3cret"), changes.toString());
  }

  @ParameterizedTest
  @CsvSource({"MY_PASSWORD,THING", "THING,MY_PASSWORD", "DECLARED,THING", "THING,DECLARED"})
  void masksAValueWhoseKeyIsSecretBeforeOrAfterItIsRenamed(String key, String name) {
    EnvFile before = file(key + "=s3cret\n");
    Map<String, String> names = Map.of(key, name);
    EnvFile after =
        before.rewrite(NONE.withRename(names).withSet(Map.of(name, "s3cret2", "PLAIN", "x")));
    assertEquals(
        List.of(key + " renamed to " + name, name + ": *** -> ***", "PLAIN: added, x"),
        new EnvFileDiff(EnvFileChange.between(before, after, names))
            .lines(Masker.of(Map.of(), List.of("DECLARED"))));
  }

  private static EnvFile file(String text) {
    return EnvFile.parse(".env", bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(EnvFile file) {
    return new String(file.bytes(), UTF_8);
  }
}
