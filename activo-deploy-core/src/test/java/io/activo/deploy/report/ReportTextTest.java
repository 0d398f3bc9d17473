package io.activo.deploy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void tellsAFailedDeploy() {
    assertEquals(
        """
        check  done       0.2 s  it answers
        push   failed    61.5 s  the registry refuses
        apply  not run
        not deployed: web to production; done: check; failed: push; not run: apply\
        """,
        text(
            step("check", new StepResult.Done("it answers"), 200),
            step("push", failed(), 61_500),
            StepReport.notRun(description("apply"))));
  }

  @Test
  void tellsADeployWithItsAddress() {
    assertEquals(
        """
        namespace  skipped    0.0 s  web is there
        deployed: web to production in 2.0 s: https://web.example\
        """,
        text(step("namespace", new StepResult.Skipped("web is there"), 0)));
  }

  private static String text(StepReport... steps) {
    DeployReport.Subject subject =
        new DeployReport.Subject(
            "deployed",
            "web",
            "production",
            Optional.of("https://web.example"),
            Optional.empty(),
            List.of(),
            false);
    DeployReport report =
        new DeployReport(
            subject, Instant.EPOCH, Duration.ofSeconds(2), List.of(steps), List.of(), List.of());
    return String.join("\n", ReportText.lines(report));
  }

  private static StepReport step(String verb, StepResult result, long millis) {
    return new StepReport(description(verb), Optional.of(result), Duration.ofMillis(millis));
  }

  private static StepDescription description(String verb) {
    return new StepDescription(verb, "what", List.of());
  }

  private static StepResult failed() {
    return new StepResult.Failed(List.of(Problem.of("the registry refuses", "")));
  }
}
