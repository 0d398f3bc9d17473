package io.activo.deploy.envfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.Corpus;
import io.activo.deploy.Corpus.NamedException;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What GNU sed made of env-files, against our rewrite with the settings that say the same. Every
 * row, also an exception, is held against {@link #expected}: the rule, written down once more in
 * the simplest way.
 */
class EnvRewriteCorpusTest {
  private static final String NEVER = "(?!)";
  private static final List<NamedException> EXCEPTIONS =
      List.of(
          anyLine("docker refuses a key with white space", EnvRewriteCorpusTest::refused),
          row("comments stay", row -> hits(row, "(?m)^\\s*#.*testing", "(?m)^\\s*#.*:6379/7")),
          row("keys stay", row -> hits(row, "(?m)^[^#=\n]*testing[^=\n]*(=|$)", NEVER)),
          row(
              "a word is not replaced within another word",
              row -> hits(row, "=.*[A-Za-z0-9]testing|=.*testing[A-Za-z0-9]", NEVER)),
          row("database 70 is not database 7", row -> hits(row, NEVER, ":6379/7[0-9]")),
          row(
              "what is no Redis URL has no database",
              row -> hits(row, NEVER, "(?m)^(?!.*redis).*:6379/7")),
          row(
              "a Redis URL has its database on every port",
              row -> hits(row, NEVER, "rediss?://[^/\\s]*(?<!:6379)/7(?![0-9])")),
          row(
              "a variable that is there is set, not appended again",
              row -> isAppended(row) && row.text("input").contains("DATABASE_URI=")),
          row(
              "an appended variable has a line of its own, which ends as the file's lines do",
              row -> isAppended(row) && row.text("input").matches("(?s).*([^\n]|\r\n)")));

  @Test
  void rewritesAsTheSedPipelineButForItsAccidents() throws Exception {
    new Corpus("env-rewrite/sed-real.jsonl").judge(EXCEPTIONS, EnvRewriteCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    String input = row.text("input");
    if (Arrays.stream(input.split("\r?\n")).anyMatch(EnvRewriteCorpusTest::refused)) {
      assertThrows(DeployException.class, () -> EnvFile.parse(".env", input.getBytes(UTF_8)));
      return Optional.of("refused");
    }
    EnvFile file = EnvFile.parse(".env", input.getBytes(UTF_8));
    String ours = new String(file.rewrite(settings(row)).bytes(), UTF_8);
    assertEquals(expected(row), ours, row.text("id"));
    return ours.equals(row.text("output")) ? Optional.empty() : Optional.of(ours);
  }

  private static EnvFileRewrite settings(LiveObject row) {
    String program = row.value("sed").orElseThrow().toString();
    Map<String, String> replace =
        pairs("s/(testing)/(\\w+)/g", program)
            .collect(Collectors.toMap(p -> p.group(1), p -> p.group(2)));
    Map<Integer, Integer> databases =
        pairs(":6379\\\\/(\\d)\\|:6379\\\\/(\\d)", program)
            .collect(
                Collectors.toMap(
                    p -> Integer.valueOf(p.group(1)), p -> Integer.valueOf(p.group(2))));
    Map<String, String> set =
        pairs("(\\w+)=(.*)\n", row.text("append"))
            .collect(Collectors.toMap(p -> p.group(1), p -> p.group(2)));
    return EnvFileRewrite.none().withReplace(replace).withRedisDatabase(databases).withSet(set);
  }

  private static Stream<MatchResult> pairs(String expression, String text) {
    return Pattern.compile(expression).matcher(text).results();
  }

  /** The rule in two regular expressions a line; enough for the URLs of this corpus. */
  private static String expected(LiveObject row) {
    EnvFileRewrite settings = settings(row);
    StringBuilder text = new StringBuilder();
    for (String line : row.text("input").split("(?<=\n)", -1)) {
      int equals = line.stripLeading().startsWith("#") ? -1 : line.indexOf('=');
      String value = line.substring(equals + 1);
      for (var pair : settings.replace().entrySet()) {
        value =
            value.replaceAll(
                "(?<![A-Za-z0-9])" + pair.getKey() + "(?![A-Za-z0-9])", pair.getValue());
      }
      for (var pair : settings.redisDatabase().entrySet()) {
        value =
            value.replaceAll(
                "(rediss?://[^/,\\s]*/)" + pair.getKey() + "(?![0-9])", "$1" + pair.getValue());
      }
      text.append(equals < 0 ? line : line.substring(0, equals + 1) + value);
    }
    settings.set().forEach((key, value) -> set(text, key, value));
    return text.toString();
  }

  private static void set(StringBuilder text, String key, String value) {
    String ending = text.indexOf("\r\n") < 0 ? "\n" : "\r\n";
    String set = text.toString().replaceAll("(?m)^" + key + "=.*$", key + "=" + value);
    if (set.contentEquals(text)) {
      boolean open = !set.isEmpty() && !set.endsWith("\n");
      set += (open ? ending : "") + key + "=" + value + ending;
    }
    text.replace(0, text.length(), set);
  }

  private static boolean refused(String line) {
    String start = line.stripLeading();
    return !start.startsWith("#") && start.split("=", -1)[0].matches(".*[ \t].*");
  }

  private static boolean isAppended(LiveObject row) {
    return row.value("append").isPresent();
  }

  /** Whether the row's program replaces what one of two expressions finds in its input. */
  private static boolean hits(LiveObject row, String words, String databases) {
    EnvFileRewrite settings = settings(row);
    return (!settings.replace().isEmpty() && finds(words, row))
        || (!settings.redisDatabase().isEmpty() && finds(databases, row));
  }

  private static boolean finds(String expression, LiveObject row) {
    return Pattern.compile(expression).matcher(row.text("input")).find();
  }

  private static NamedException row(String reason, Predicate<LiveObject> rows) {
    return new NamedException(reason, rows);
  }

  private static NamedException anyLine(String reason, Predicate<String> line) {
    return row(reason, row -> Arrays.stream(row.text("input").split("\r?\n")).anyMatch(line));
  }
}
