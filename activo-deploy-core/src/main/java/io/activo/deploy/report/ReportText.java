package io.activo.deploy.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as lines for a console. Secrets are masked by whoever prints them. */
public final class ReportText {
  private ReportText() {}

  /** The table of steps, and one line that says how it ended. */
  public static List<String> lines(DeployReport report) {
    List<String> lines = new ArrayList<>();
    int width = report.steps().stream().mapToInt(s -> s.step().verb().length()).max().orElse(0);
    for (StepReport step : report.steps()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%-" + width + "s  %-7s  %7s  %s",
                  step.step().verb(),
                  step.outcome(),
                  step.result().isPresent() ? seconds(step.time()) : "",
                  step.summary())
              .stripTrailing());
    }
    lines.add(verdict(report));
    return lines;
  }

  /** {@code 0.3 s}, {@code 12.0 s}. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private static String verdict(DeployReport report) {
    DeployReport.Subject subject = report.subject();
    String where =
        subject.app()
            + (subject.done().equals("deployed") ? " to " : " for ")
            + subject.environment();
    if (!report.succeeded()) {
      return "not " + subject.done() + ": " + where + "; " + changed(report);
    }
    if (subject.rehearsal()) {
      return "rehearsed: "
          + where
          + " in "
          + seconds(report.time())
          + "; nothing left this machine";
    }
    String url = subject.url().map(at -> ": " + at).orElse("");
    return subject.done() + ": " + where + " in " + seconds(report.time()) + url;
  }

  private static String changed(DeployReport report) {
    return "done: "
        + verbs(report, "done")
        + "; failed: "
        + verbs(report, "failed")
        + "; not run: "
        + verbs(report, "not run");
  }

  private static String verbs(DeployReport report, String outcome) {
    String verbs =
        report.steps().stream()
            .filter(step -> step.outcome().equals(outcome))
            .map(step -> step.step().verb())
            .collect(Collectors.joining(", "));
    return verbs.isEmpty() ? "nothing" : verbs;
  }
}
