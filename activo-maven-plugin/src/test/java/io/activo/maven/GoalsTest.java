package io.activo.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

/** The goals as Maven finds and configures them. */
@MojoTest
class GoalsTest {
  private static final String POM = "src/test/resources/team/pom.xml";
  private static final String DESCRIPTION = "src/test/resources/team/activo.yml";

  private static final String FAR = "src/test/resources/team/far.yml";

  private final LinesLog log = new LinesLog();

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  void planPrintsTheSteps(PlanMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.execute();
    assertTrue(
        log.lines.get(0).equals("team to production: a rehearsal, nothing leaves this machine"),
        log.lines.toString());
    assertTrue(
        log.lines.stream().anyMatch(line -> line.contains("ConfigMap team")), log.lines.toString());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "local")
  void planTellsEveryProblemAndFails(PlanMojo mojo) {
    mojo.setLog(log);
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals("nothing was done: 1 problem, listed above", e.getMessage());
    assertTrue(
        log.lines.get(0).startsWith("! config.yml.tpl:4:15: ${MODE} is not set"),
        log.lines.toString());
  }

  @Test
  @InjectMojo(goal = "deploy", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  void deployWritesTheReport(DeployMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.execute();
    String last = log.lines.get(log.lines.size() - 1);
    Path report = Path.of(last.replaceFirst("^report in ", ""));
    assertTrue(report.endsWith("target/activo/report.json"), last);
    assertTrue(Files.readString(report).contains("\"outcome\" : \"succeeded\""));
  }

  @Test
  @InjectMojo(goal = "deploy", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  @MojoParameter(name = "skip", value = "true")
  void skipDoesNothing(DeployMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.execute();
    assertEquals("[skipped: activo.skip is set]", log.lines.toString());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "staging")
  void anEnvironmentOfThePomThatDiffersFromTheCommandLinesIsRefused(PlanMojo mojo) {
    mojo.setLog(log);
    mojo.session().getUserProperties().setProperty("env", "production");
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals(
        "-Denv=production differs from <env>staging</env> in the POM; remove <env> from the POM, so"
            + " that one of them counts",
        e.getMessage());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  @MojoParameter(name = "timeout", value = "soon")
  void aTimeoutThatIsNoneIsRefused(PlanMojo mojo) {
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals("activo.timeout is 'soon', but must be a time such as 90s or 10m", e.getMessage());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "local")
  void aVariableOfTheCommandLineCounts(PlanMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.session().getUserProperties().setProperty("activo.var.MODE", "mine");
    mojo.execute();
    assertTrue(log.lines.get(0).startsWith("team to local"), log.lines.toString());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "rehearse", value = "yes")
  void aRehearsalIsNeverTakenForARealDeploy(PlanMojo mojo) {
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals("activo.rehearse is 'yes', but must be true or false", e.getMessage());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  void aMisspeltPropertyIsRefused(PlanMojo mojo) {
    mojo.session().getUserProperties().setProperty("activo.tiemout", "3m");
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals(
        "there is no property activo.tiemout of this goal; did you mean 'activo.timeout'?",
        e.getMessage());
  }

  @Test
  @InjectMojo(goal = "render", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  void renderWritesTheManifestsForTheirOwnerOnly(RenderMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.execute();
    Path manifest = mojo.output().resolve("manifests/config.yml");
    assertEquals("[rendered " + manifest + "]", log.lines.toString());
    assertTrue(
        Files.readString(manifest).contains("mode: \"production\""), Files.readString(manifest));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(manifest)));
  }

  @Test
  @InjectMojo(goal = "render", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "local")
  void renderWritesNothingWhenAnythingIsWrong(RenderMojo mojo) throws Exception {
    mojo.setLog(log);
    Files.deleteIfExists(mojo.output().resolve("manifests/config.yml"));
    assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(Files.notExists(mojo.output().resolve("manifests/config.yml")));
  }

  @Test
  @InjectMojo(goal = "render", pom = POM)
  @MojoParameter(name = "dialect", value = "strickt")
  @MojoParameter(name = "in", value = "-")
  void aDialectThatIsNoneIsRefused(RenderMojo mojo) {
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals(
        "activo.dialect is 'strickt', but must be one of none, strict, gnu, bash; did you mean"
            + " 'strict'?",
        e.getMessage());
  }

  @Test
  @InjectMojo(goal = "render", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  void settingsOfOneTemplateNeedOne(RenderMojo mojo) {
    mojo.session().getUserProperties().setProperty("activo.dialect", "gnu");
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals("activo.dialect belongs to one template; name it by activo.in", e.getMessage());
  }

  @Test
  @InjectMojo(goal = "env-file", pom = POM)
  @MojoParameter(name = "file", value = DESCRIPTION)
  @MojoParameter(name = "env", value = "production")
  void anEnvFileThatNobodyDescribedIsNotMade(EnvFileMojo mojo) {
    mojo.setLog(log);
    assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(log.lines.toString().contains("environment 'production' has no env-file"));
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "file", value = FAR)
  @MojoParameter(name = "env", value = "production")
  void planTellsOnceOfAContextThatIsNotThere(PlanMojo mojo) {
    tellsOnceOfTheContext(mojo);
  }

  @Test
  @InjectMojo(goal = "diff", pom = POM)
  @MojoParameter(name = "file", value = FAR)
  @MojoParameter(name = "env", value = "production")
  void diffTellsOnceOfAContextThatIsNotThere(DiffMojo mojo) {
    tellsOnceOfTheContext(mojo);
  }

  @Test
  @InjectMojo(goal = "deploy", pom = POM)
  @MojoParameter(name = "file", value = FAR)
  @MojoParameter(name = "env", value = "production")
  void deployTellsOnceOfAContextThatIsNotThere(DeployMojo mojo) {
    tellsOnceOfTheContext(mojo);
  }

  /** Whichever kubeconfig is the machine's, none has it. */
  private void tellsOnceOfTheContext(AbstractActivoMojo mojo) {
    mojo.setLog(log);
    MojoFailureException e = assertThrows(MojoFailureException.class, mojo::execute);
    assertEquals("nothing was done: 1 problem, listed above", e.getMessage());
    assertEquals(1, log.lines.size(), log.lines.toString());
    assertTrue(
        log.lines
            .get(0)
            .matches("! far.yml:3:3: .*no kubeconfig at .*|! far.yml:3:3: .*no-such-context.*"),
        log.lines.toString());
  }

  @Test
  @InjectMojo(goal = "validate", pom = POM)
  @MojoParameter(name = "file", value = FAR)
  @MojoParameter(name = "env", value = "production")
  void validateNeedsNoKubeconfig(ValidateMojo mojo) throws Exception {
    mojo.setLog(log);
    mojo.execute();
    String last = log.lines.get(log.lines.size() - 1);
    assertTrue(last.startsWith("valid, with "), log.lines.toString());
  }
}
