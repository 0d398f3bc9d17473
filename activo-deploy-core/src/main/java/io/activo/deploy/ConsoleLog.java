package io.activo.deploy;

import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.report.DeployReport;
import io.activo.deploy.report.ReportText;
import io.activo.deploy.report.StepReport;
import io.activo.deploy.secret.Masker;
import io.activo.deploy.step.StepDescription;
import io.activo.deploy.step.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes a deploy as lines. On a terminal a live line shows what goes on just now; elsewhere a line
 * every 30 seconds says that the step still runs, since some CI kills a job that is silent for ten
 * minutes. Every line goes through the plan's masker.
 */
public final class ConsoleLog implements DeployLog {
  private static final int HEARTBEAT_SECONDS = 30;

  private final Console console;
  private volatile Masker masker = Masker.ofUrls();
  private volatile Running running = new Running("");
  private final List<String> done = new CopyOnWriteArrayList<>();
  private Optional<ScheduledExecutorService> heart = Optional.empty();

  /** Where the lines go. */
  public interface Console {
    /** A line that stays. */
    void line(String text);

    /** A line that something is probably not meant. */
    void warning(String text);

    /** A line that something is wrong. */
    void error(String text);

    /** Whether it can show what goes on just now in place of what was shown before. */
    boolean isLive();

    /** Shows what goes on just now, where it can; an empty text shows nothing. */
    void live(String text);
  }

  /** The step that runs; written by the step's thread, read by the heartbeat's. */
  private static final class Running {
    private final String title;
    private volatile String status = "";
    private int seconds;

    Running(String title) {
      this.title = title;
    }
  }

  public ConsoleLog(Console console) {
    this.console = console;
  }

  @Override
  public void deploying(DeployPlan plan) {
    masker = plan.masker();
    PlanText.heading(plan).forEach(this::print);
    PlanText.warnings(plan).forEach(console::warning);
    ScheduledExecutorService beat =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "activo-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        beat.scheduleAtFixedRate(
            this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    heart = Optional.of(beat);
  }

  @Override
  public Progress running(int number, int of, StepDescription step) {
    String title = number + "/" + of + " " + step.verb();
    running = new Running(title);
    print(title + ": " + step.what());
    return new Progress() {
      @Override
      public void line(String text) {
        print("    " + text);
      }

      @Override
      public void status(String text) {
        running.status = text;
        show(title + ": " + text);
      }
    };
  }

  @Override
  public void ended(StepReport step) {
    running = new Running("");
    if (step.result().orElse(null) instanceof StepResult.Failed failed) {
      failed.problems().forEach(this::printError);
    } else {
      done.add(step.step().verb());
      print("    " + step.outcome() + ": " + step.summary());
    }
  }

  @Override
  public void deployed(DeployReport report) {
    print("report");
    ReportText.lines(report).forEach(line -> print("  " + line));
  }

  @Override
  public void close() {
    heart.ifPresent(ScheduledExecutorService::shutdownNow);
    heart = Optional.empty();
    console.live("");
  }

  /**
   * Says where a deploy was when the program was stopped from outside. May come from any thread.
   */
  public void interrupted() {
    String title = running.title;
    if (!title.isEmpty()) {
      String before = done.isEmpty() ? "nothing" : String.join(", ", done);
      printError(
          Problem.of(
              "interrupted in " + title,
              "done: " + before + "; what is done stays, and the next deploy goes on from there"));
    }
  }

  /** Called every 30 seconds. */
  void beat() {
    Running now = running;
    if (!now.title.isEmpty()) {
      now.seconds += HEARTBEAT_SECONDS;
      String line = now.title + " goes on" + (now.status.isEmpty() ? "" : ": " + now.status);
      if (console.isLive()) {
        show(line);
      } else {
        print("    " + line + " (" + now.seconds + " s)");
      }
    }
  }

  /** What nobody sees need not be masked. */
  private void show(String text) {
    if (console.isLive()) {
      console.live(masker.mask(text));
    }
  }

  private void print(String line) {
    console.live("");
    masker.mask(line).lines().forEach(console::line);
  }

  private void printError(Problem problem) {
    console.live("");
    masker.mask(problem.toString()).lines().forEach(console::error);
  }
}
