package io.activo.deploy.image.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.activo.deploy.Corpus;
import io.activo.deploy.Fuzz;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What arrives in an image on real engines: those that {@code DOCKER_HOST} and {@code
 * ACTIVO_IT_DOCKER29} name. Of the corpus some rows are built; {@code -Dactivo.fuzz=N} asks for
 * more.
 */
class RealEngineCorpusTest {
  private static final int USUAL_ROWS = 40;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_HOST", "ACTIVO_IT_DOCKER29"})
  void theClassicBuilderGetsWhatTheDockerCommandSentIt(String variable) throws Exception {
    BuiltImage engine = engine(variable);
    List<String> wrong = new ArrayList<>();
    List<LiveObject> rows = sample();
    for (LiveObject row : rows) {
      // The Dockerfile's own .dockerignore counts as for BuildKit.
      String builder = row.text("group").equals("perfile") ? "buildkit" : "legacy";
      Object expected = row.value(builder, "arrived").map(Object::toString).orElse("refused");
      String arrived = arrived(engine, CorpusContext.of(row, temp));
      if (!expected.equals(arrived)) {
        wrong.add(row.text("id") + ": expected " + expected + "\n     was " + arrived);
      }
    }
    System.out.printf(
        "corpus dockerignore/dockerbuild-real.jsonl on %s: %d rows, %d equal%n",
        variable, rows.size(), rows.size() - wrong.size());
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOCKER_HOST", "ACTIVO_IT_DOCKER29"})
  void theDockerfilesOwnPatternsWinOverTheFolders(String variable) throws Exception {
    BuiltImage engine = engine(variable);
    assertEquals(
        Set.of("Dockerfile", "Dockerfile.dockerignore", ".dockerignore", "a"),
        copied(engine, "*\n", "b\n"));
    assertEquals(
        Set.of("Dockerfile.dockerignore", ".dockerignore", "b"),
        copied(engine, "a\n", "a\nDockerfile\n"));
    assertEquals(Set.of("a"), copied(engine, "!Dockerfile\n!.dockerignore\n", "*\n!a\n"));
    assertEquals(
        Set.of("Dockerfile", "Dockerfile.dockerignore", "a", "b"),
        copied(engine, "Dockerfile\n", ".dockerignore\n"));
    assertEquals(
        Set.of("Dockerfile", "Dockerfile.dockerignore", ".dockerignore", "a", "b"),
        copied(engine, "[", "x"));
  }

  private Set<String> copied(BuiltImage engine, String folders, String own) throws IOException {
    Path folder = Files.createTempDirectory(temp, "own");
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
    Files.writeString(folder.resolve("Dockerfile.dockerignore"), own);
    Files.writeString(folder.resolve(".dockerignore"), folders);
    Files.writeString(folder.resolve("a"), "a");
    Files.writeString(folder.resolve("b"), "b");
    BuildContext context = new BuildContext(folder, folder.resolve("Dockerfile"), Map.of());
    return engine.filesOf(context).keySet();
  }

  /** The files below /ctx, as the corpus has them. */
  private static String arrived(BuiltImage engine, BuildContext context) throws IOException {
    try {
      List<String> arrived = new ArrayList<>();
      engine
          .filesOf(context)
          .forEach(
              (path, text) -> {
                if (path.startsWith("ctx/")) {
                  arrived.add("[" + text.substring("[ctx/".length()));
                }
              });
      return arrived.toString();
    } catch (DeployException e) {
      return "refused";
    }
  }

  /** Rows at equal distances, and all of the groups that are about the Dockerfile's place. */
  private static List<LiveObject> sample() {
    List<LiveObject> rows = new Corpus("dockerignore/dockerbuild-real.jsonl").rows();
    int wanted = Math.min(rows.size(), Fuzz.cases(USUAL_ROWS));
    List<LiveObject> sample = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean next = (long) i * wanted / rows.size() != (long) (i + 1) * wanted / rows.size();
      if (next || Set.of("perfile", "dockerfile").contains(rows.get(i).text("group"))) {
        sample.add(rows.get(i));
      }
    }
    return sample;
  }

  private static BuiltImage engine(String variable) {
    Optional<String> host = Optional.ofNullable(System.getenv(variable));
    String absent = "docker: skipped, " + variable + " is not set";
    String required = System.getProperty("activo.it.require", "");
    if (host.isEmpty() && List.of(required.split(",")).contains("docker")) {
      fail(absent);
    }
    if (host.isEmpty()) {
      System.out.println(absent);
    }
    assumeTrue(host.isPresent(), absent);
    return new BuiltImage(host.get());
  }
}
