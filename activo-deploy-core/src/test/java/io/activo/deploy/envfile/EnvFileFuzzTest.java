package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random env-files in each dialect: whatever is not changed keeps its bytes, what is changed is
 * read back. {@code -Dactivo.fuzz=N} runs N cases in place of the usual number.
 */
class EnvFileFuzzTest {
  private static final int CASES = Integer.getInteger("activo.fuzz", 5_000);
  private static final long SEED = 20_261_125;

  private static final List<String> KEYS = List.of("A", "B", "FOO", "x.y", "K-1", "A");
  private static final List<String> LEADS = List.of("", "", "", " ", "\t", "export ", "# ", "\n");
  private static final List<String> EQUALS = List.of("=", "=", "=", " = ", ": ", "= ", "", "=\n");
  private static final List<String> TAILS = List.of("", "", "", " ", " # c", "#x", "\t", " B=2");
  private static final List<String> PIECES =
      List.of(
          "a",
          "testing",
          "7",
          " ",
          "\t",
          "#",
          " #",
          "'",
          "\"",
          "`",
          "\\",
          "\\n",
          "\\\"",
          "\\'",
          "$",
          "$$",
          "$A",
          "${B}",
          "${NO:-testing}",
          "${NO:+x}",
          "{",
          "}",
          "=",
          ":",
          "\n",
          "\r",
          "é",
          "\u2028",
          "\u00a0",
          "\uD834\uDD1E",
          "redis://u:p@h:6379/7 ",
          "redis://h/7?db=7 ",
          "postgres://u:p@h:1/n ",
          "jdbc:mysql://h/n?user=u ",
          "@",
          "/",
          "?",
          "localhost");

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @EnumSource
  void keepsEveryByteAndReadsBackWhatIsSet(EnvFileDialect dialect) {
    int set = 0;
    for (int i = 0; i < CASES; i++) {
      Optional<EnvFile> file = file(dialect);
      if (file.isPresent() && !file.get().keys().isEmpty()) {
        String key = pick(file.get().keys());
        String value = text(5);
        Optional<EnvFile> changed = accepted(() -> file.get().with(key, value));
        changed.ifPresent(after -> assertOnlyChanged(file.get(), after, key, value));
        set += changed.isPresent() ? 1 : 0;
      }
    }
    assertTrue(set > CASES / 10, "only " + set + " of " + CASES + " were changed");
  }

  private static void assertOnlyChanged(EnvFile before, EnvFile after, String key, String value) {
    assertEquals(value, after.readable().get(key));
    accepted(() -> after.with("OTHER", "$"))
        .ifPresent(more -> assertEquals(value, more.readable().get(key)));
    Map<String, String> expected = new HashMap<>(before.readable());
    expected.put(key, value);
    assertEquals(expected, after.readable());
    assertEquals(before.keys(), after.keys());
    assertReadsAgain(after, after.bytes());
  }

  /** Reading the bytes again gives the same. */
  private static void assertReadsAgain(EnvFile file, byte[] bytes) {
    EnvFile again = EnvFile.parse(".env", bytes, file.dialect());
    assertArrayEquals(bytes, again.bytes());
    assertEquals(file.readable(), again.readable());
  }

  @ParameterizedTest
  @EnumSource
  void rewritesTwiceAsOnce(EnvFileDialect dialect) {
    int rewritten = 0;
    for (int i = 0; i < CASES; i++) {
      Optional<EnvFile> file = file(dialect);
      EnvFileRewrite rewrite = rewrite();
      Optional<EnvFile> once = file.flatMap(any -> accepted(() -> any.rewrite(rewrite)));
      once.ifPresent(
          after -> {
            assertReadsAgain(after, after.bytes());
            assertArrayEquals(after.bytes(), after.rewrite(rewrite).bytes());
          });
      rewritten += once.isPresent() ? 1 : 0;
    }
    assertTrue(rewritten > CASES / 10, "only " + rewritten + " of " + CASES + " were rewritten");
  }

  private EnvFileRewrite rewrite() {
    EnvFileRewrite rewrite =
        EnvFileRewrite.none()
            .withReplace(Map.of("testing", "staging", "localhost", "h'\"${x}"))
            .withMode(random.nextBoolean() ? EnvFileRewrite.Mode.WORDS : EnvFileRewrite.Mode.TEXT)
            .withRedisDatabase(Map.of(7, 8));
    DatabaseParts parts =
        DatabaseParts.none().withHost("live").withPassword(Secret.of("p @'\"`$\\"));
    return switch (random.nextInt(4)) {
      case 0 -> rewrite.withDatabase(parts);
      case 1 -> rewrite.withRename(Map.of("A", "Z", "FOO", "Y"));
      case 2 -> rewrite.withUnset(List.of("A", "K*")).withSet(Map.of("B", text(4), "K", text(4)));
      default -> rewrite;
    };
  }

  private Optional<EnvFile> file(EnvFileDialect dialect) {
    StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
    int lines = random.nextInt(5);
    String ending = random.nextInt(4) == 0 ? "\r\n" : "\n";
    for (int i = 0; i < lines; i++) {
      text.append(dialect == EnvFileDialect.DOCKER ? dockerLine() : line());
      text.append(i + 1 < lines || random.nextBoolean() ? ending : "");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    Optional<EnvFile> file = accepted(() -> EnvFile.parse(".env", bytes, dialect));
    file.ifPresent(any -> assertArrayEquals(bytes, any.bytes()));
    return file;
  }

  private String dockerLine() {
    return pick(List.of("", " ", "#")) + pick(KEYS) + pick(List.of("=", "=", "")) + text(4);
  }

  private String line() {
    String quote = pick(List.of("", "", "'", "\"", "`"));
    String closed = random.nextInt(10) == 0 ? "" : quote;
    String value = quote.isEmpty() ? text(3) : quote + text(4).replace(quote, "") + closed;
    return pick(LEADS) + pick(KEYS) + pick(EQUALS) + value + pick(TAILS);
  }

  private String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(pick(PIECES));
    }
    return text.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Optional<EnvFile> accepted(Supplier<EnvFile> made) {
    try {
      return Optional.of(made.get());
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
