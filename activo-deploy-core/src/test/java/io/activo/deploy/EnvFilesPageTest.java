package io.activo.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.activo.deploy.envfile.DatabaseParts;
import io.activo.deploy.envfile.EnvFile;
import io.activo.deploy.envfile.EnvFileDialect;
import io.activo.deploy.envfile.EnvFileRewrite;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of the site's page about env-files does what the page says. */
class EnvFilesPageTest {
  private static final String REFUSED = "refused";

  @TestFactory
  List<DynamicTest> everyExampleIsTrue() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page.Table table : new Page("env-files.md").tables()) {
      for (List<String> row : table.rows()) {
        String name = table.kind() + " " + row;
        tests.add(
            table.kind().startsWith("read:")
                ? DynamicTest.dynamicTest(name, () -> assertEquals(row, read(row.get(0))))
                : DynamicTest.dynamicTest(
                    name,
                    () -> assertEquals(row.get(1), rewritten(row.get(0), rewrite(table.kind())))));
      }
    }
    return tests;
  }

  @Test
  void everyKindOfUrlHasAnExample() {
    String examples =
        new Page("env-files.md")
            .tables().stream()
                .flatMap(table -> table.rows().stream())
                .map(row -> row.get(0))
                .collect(Collectors.joining("\n"));
    for (String url :
        List.of(
            "=redis://",
            "=rediss://",
            "=redis-sentinel://",
            "=unix://",
            "?db=",
            "=postgres://",
            "=postgresql+",
            "=jdbc:postgresql://",
            "=mysql://")) {
      assertTrue(examples.contains(url), url);
    }
  }

  private static List<String> read(String line) {
    return List.of(
        line,
        read(line, EnvFileDialect.DOCKER),
        read(line, EnvFileDialect.COMPOSE),
        read(line, EnvFileDialect.DOTENV));
  }

  private static String read(String line, EnvFileDialect dialect) {
    try {
      return EnvFile.parse(".env", line.getBytes(UTF_8), dialect).values().getOrDefault("A", "");
    } catch (DeployException e) {
      return REFUSED;
    }
  }

  private static EnvFileRewrite rewrite(String kind) {
    EnvFileRewrite none = EnvFileRewrite.none();
    return switch (kind.split(" ", -1)[1]) {
      case "replace" -> none.withReplace(Map.of("testing", "staging"));
      case "text" ->
          none.withReplace(Map.of("testing", "staging")).withMode(EnvFileRewrite.Mode.TEXT);
      case "redis" -> none.withRedisDatabase(Map.of(7, 8));
      default ->
          none.withDatabase(
              DatabaseParts.none()
                  .withHost("db.live")
                  .withName("live")
                  .withPassword(Secret.of("p/w")));
    };
  }

  private static String rewritten(String line, EnvFileRewrite rewrite) {
    try {
      return new String(
          EnvFile.parse(".env", line.getBytes(UTF_8)).rewrite(rewrite).bytes(), UTF_8);
    } catch (DeployException e) {
      return REFUSED;
    }
  }
}
