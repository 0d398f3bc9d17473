package io.activo.deploy.envfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the docker CLI 28.2.2, compose-go and motdotla's dotenv 17 read from env-files. */
class DotenvCorpusTest {

  private static final Map<EnvFileDialect, Function<LiveObject, Optional<Map<String, String>>>>
      PROGRAMS =
          Map.of(
              EnvFileDialect.DOCKER, DotenvCorpusTest::docker,
              EnvFileDialect.COMPOSE, row -> variables(row, "compose"),
              EnvFileDialect.DOTENV, row -> variables(row, "motdotla"));

  @Test
  void readsWhatTheThreeProgramsReadAndKeepsEveryByte() throws Exception {
    new Corpus("dotenv/engines-real.jsonl").judge(Map.of(), DotenvCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    return PROGRAMS.entrySet().stream()
        .flatMap(program -> judge(row, program.getKey(), program.getValue().apply(row)).stream())
        .findFirst();
  }

  /** The real program refuses the file where it read nothing. */
  private static Optional<String> judge(
      LiveObject row, EnvFileDialect dialect, Optional<Map<String, String>> real) {
    byte[] input = Base64.getDecoder().decode(row.text("input_base64"));
    try {
      EnvFile file = EnvFile.parse(".env", input, dialect);
      assertArrayEquals(input, file.bytes(), row.text("id"));
      Map<String, String> ours = file.values(lookup(row));
      return real.equals(Optional.of(ours))
          ? Optional.empty()
          : Optional.of(dialect + " read " + ours);
    } catch (DeployException e) {
      return real.map(any -> dialect + ": " + e);
    }
  }

  private static Map<String, String> lookup(LiveObject row) {
    Map<String, String> environment = new LinkedHashMap<>();
    row.object("lookup_env")
        .content()
        .forEach((name, value) -> environment.put(name, value.toString()));
    return environment;
  }

  private static Optional<Map<String, String>> docker(LiveObject row) {
    return row.value("docker_kvfile", "lines").map(DotenvCorpusTest::lines);
  }

  private static Map<String, String> lines(Object lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Object line : (List<?>) lines) {
      String[] pair = line.toString().split("=", 2);
      values.put(pair[0], pair[1]);
    }
    return values;
  }

  private static Optional<Map<String, String>> variables(LiveObject row, String program) {
    return row.value(program, "vars").map(DotenvCorpusTest::map);
  }

  private static Map<String, String> map(Object variables) {
    Map<String, String> values = new LinkedHashMap<>();
    ((Map<?, ?>) variables).forEach((name, value) -> values.put(name.toString(), value.toString()));
    return values;
  }
}
