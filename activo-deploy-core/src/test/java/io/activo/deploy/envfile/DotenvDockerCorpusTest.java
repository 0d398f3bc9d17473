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
import org.junit.jupiter.api.Test;

/** What the docker CLI 28.2.2 read from env-files. */
class DotenvDockerCorpusTest {

  @Test
  void readsWhatDockerReadsAndKeepsEveryByte() throws Exception {
    new Corpus("dotenv/engines-real.jsonl").judge(Map.of(), DotenvDockerCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    boolean accepted = row.value("docker_kvfile", "lines").isPresent();
    byte[] input = Base64.getDecoder().decode(row.text("input_base64"));
    try {
      EnvFile file = EnvFile.parse(".env", input);
      assertArrayEquals(input, file.bytes(), row.text("id"));
      Map<String, String> ours = file.values(lookup(row));
      return accepted && ours.equals(docker(row)) ? Optional.empty() : Optional.of("read " + ours);
    } catch (DeployException e) {
      return accepted ? Optional.of(e.toString()) : Optional.empty();
    }
  }

  private static Map<String, String> lookup(LiveObject row) {
    Map<String, String> environment = new LinkedHashMap<>();
    row.object("lookup_env")
        .content()
        .forEach((name, value) -> environment.put(name, value.toString()));
    return environment;
  }

  private static Map<String, String> docker(LiveObject row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Object line : (List<?>) row.value("docker_kvfile", "lines").orElseThrow()) {
      String[] pair = line.toString().split("=", 2);
      values.put(pair[0], pair[1]);
    }
    return values;
  }
}
