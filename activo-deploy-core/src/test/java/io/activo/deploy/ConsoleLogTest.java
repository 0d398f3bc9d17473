package io.activo.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.report.StepReport;
import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleLogTest {
  private static final StepDescription PUSH = new StepDescription("push", "r/web:1", List.of());

  private final List<String> printed = new ArrayList<>();

  @Test
  void saysInACiThatALongStepGoesOn() {
    try (ConsoleLog log = new ConsoleLog(console(false))) {
      log.beat();
      Progress progress = log.running(1, 2, PUSH);
      log.beat();
      progress.status("3 of 7 layers");
      log.beat();
      log.ended(done());
      log.beat();
    }
    assertEquals(
        List.of(
            "1/2 push: r/web:1",
            "    1/2 push goes on (30 s)",
            "    1/2 push goes on: 3 of 7 layers (60 s)",
            "    done: pushed"),
        printed);
  }

  @Test
  void showsALiveLineOnATerminalAndTakesItBack() {
    try (ConsoleLog log = new ConsoleLog(console(true))) {
      Progress progress = log.running(1, 2, PUSH);
      progress.status("3 of 7 layers");
      progress.line("layer 3");
      log.beat();
    }
    assertEquals(
        List.of(
            "~",
            "1/2 push: r/web:1",
            "~1/2 push: 3 of 7 layers",
            "~",
            "    layer 3",
            "~1/2 push goes on: 3 of 7 layers",
            "~"),
        printed);
  }

  @Test
  void saysWhereItWasWhenItIsStopped() {
    try (ConsoleLog log = new ConsoleLog(console(false))) {
      log.interrupted();
      log.running(1, 2, PUSH);
      log.ended(done());
      log.running(2, 2, new StepDescription("wait", "until ready", List.of()));
      log.interrupted();
    }
    assertEquals(
        "! interrupted in 2/2 wait; done: push; what is done stays, and the next deploy goes on from"
            + " there",
        printed.get(printed.size() - 1));
    assertEquals(4, printed.size());
  }

  @Test
  void masksUrlPasswordsEverywhere() {
    try (ConsoleLog log = new ConsoleLog(console(true))) {
      Progress progress = log.running(1, 1, PUSH);
      progress.status("redis://:word@h");
      progress.line("redis://:word@h");
      log.ended(
          new StepReport(
              PUSH,
              Optional.of(new StepResult.Failed(List.of(Problem.of("redis://:word@h", "")))),
              Duration.ZERO));
    }
    assertEquals(
        List.of(
            "~",
            "1/1 push: r/web:1",
            "~1/1 push: redis://:***@h",
            "~",
            "    redis://:***@h",
            "~",
            "! redis://:***@h",
            "~"),
        printed);
  }

  private static StepReport done() {
    return new StepReport(PUSH, Optional.of(new StepResult.Done("pushed")), Duration.ZERO);
  }

  private ConsoleLog.Console console(boolean terminal) {
    return new ConsoleLog.Console() {
      @Override
      public void line(String text) {
        printed.add(text);
      }

      @Override
      public void warning(String text) {
        printed.add("? " + text);
      }

      @Override
      public void error(String text) {
        printed.add("! " + text);
      }

      @Override
      public boolean isLive() {
        return terminal;
      }

      @Override
      public void live(String text) {
        if (terminal) {
          printed.add("~" + text);
        }
      }
    };
  }
}
