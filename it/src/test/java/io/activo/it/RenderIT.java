package io.activo.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code activo:render}, on the sample and in the place of envsubst. */
class RenderIT {
  private static final String TEXT =
      "a $NAME ${NAME} ${UNSET} ${UNSET:-d} \\$NAME __NAME__ $host\n";

  @TempDir Path folder;

  @Test
  void writesEveryManifestAndTheEnvFileForTheirOwnerOnly() throws IOException {
    Project project = Project.copy("activo-api", folder);
    project
        .mvn("activo:render", "-Denv=production")
        .with(Sample.PRODUCTION)
        .succeeds()
        .isGolden("render-production");
    Path written = project.folder().resolve("target/activo");
    String cronJob = Files.readString(written.resolve("manifests/deploy/api/cronjob.yml"));
    assertTrue(cronJob.contains("by $(POD_NAME)") && cronJob.contains("image: gcr.io/activo-1/"));
    String envFile = Files.readString(written.resolve("env-file"));
    assertTrue(envFile.contains("FLASK_ENV=production\n") && envFile.startsWith("# Settings of"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(written.resolve("env-file"))));
  }

  @Test
  void writesNothingWhenAnythingIsWrong() throws IOException {
    Project project = Project.copy("activo-api", folder);
    project.mvn("activo:render", "-Denv=production").fails();
    assertFalse(Files.exists(project.folder().resolve("target")));
  }

  @Test
  void readsTheStandardInputAndWritesTheStandardOutputAsEnvsubst() {
    assertEquals(
        "a one\ntwo one\ntwo  ${UNSET:-d} \\one\ntwo __NAME__ \n",
        one("-Dactivo.dialect=gnu").succeeds().text());
    assertEquals(
        "a one\ntwo one\ntwo  d $NAME __NAME__ \n", one("-Dactivo.dialect=bash").succeeds().text());
    assertEquals(
        "a one\ntwo one\ntwo ${UNSET} ${UNSET:-d} \\one\ntwo __NAME__ $host\n",
        one("-Dactivo.dialect=gnu", "-Dactivo.names=$NAME").succeeds().text());
    assertEquals(
        "a $NAME one\ntwo ${UNSET} ${UNSET:-d} \\$NAME __NAME__ ",
        one("-Dactivo.dialect=gnu", "-Dactivo.names=$host ${X}")
            .reading(TEXT.replace("$host\n", "$host").replace("${NAME}", "${X}"))
            .with("X", "one\ntwo")
            .succeeds()
            .text());
    assertEquals(TEXT, one("-Dactivo.dialect=gnu", "-Dactivo.names=").succeeds().text());
    assertEquals(TEXT, one("-Dactivo.dialect=none").succeeds().text());
    assertEquals(
        TEXT.replace("__NAME__", "one\ntwo"), one("-Dactivo.placeholder=__{}__").succeeds().text());
  }

  @Test
  void printsTheNamesOfAFormatAsEnvsubst() {
    assertEquals("A\nB\nA\n", maven("-Dactivo.variables=$A ${B} $A ${C:-x}").succeeds().text());
    assertEquals("A\nB\n", maven("-Dactivo.variables=$A ${B}").succeeds().text());
  }

  @Test
  void isStrictUnlessADialectIsNamed() {
    one("-Dactivo.passthrough=host")
        .fails()
        .says("standard input:1:17: ${UNSET} is not set; ")
        .says("nothing was done: 1 problem, listed above");
  }

  @Test
  void rendersAFileInPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("nginx.conf"), "listen ${PORT:-80}; $host $1\n");
    maven("-Dactivo.in=" + file, "-Dactivo.out=" + file, "-Dactivo.passthrough=host").succeeds();
    assertEquals("listen 80; $host $1\n", Files.readString(file));
  }

  @Test
  void knowsTheVariablesOfAnEnvironmentThatIsNamed() throws IOException {
    Project.copy("activo-api", folder)
        .mvn("activo:render", "--quiet", "-Denv=local", "-Dactivo.in=-")
        .reading("$API_HOST_DOMAIN $ACTIVO_ENV ${API_LOG_LEVEL}")
        .succeeds()
        .isExactly("api.activo.localhost local info");
  }

  @Test
  void leavesTheFileAloneWhenAnythingIsWrong() throws IOException {
    Path out = Files.writeString(folder.resolve("out"), "as it was");
    Path in = Files.writeString(folder.resolve("in"), "$UNSET");
    maven("-Dactivo.in=" + in, "-Dactivo.out=" + out).fails().says(in + ":1:1: $UNSET is not set");
    assertEquals("as it was", Files.readString(out));
  }

  private MavenRun one(String... options) {
    return maven(options).withArgument("-Dactivo.in=-").reading(TEXT).with("NAME", "one\ntwo");
  }

  /** Where there is neither a POM nor a description. */
  private MavenRun maven(String... options) {
    MavenRun run = new Project(folder).mvn(options).withArgument("--quiet");
    return run.withArgument(
        "io.activo:activo-maven-plugin:" + System.getProperty("activo.version") + ":render");
  }
}
