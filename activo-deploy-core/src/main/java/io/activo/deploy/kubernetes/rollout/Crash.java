package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A container whose run has ended though it should not have.
 *
 * <p>When it is given up, measured against recorded rollouts (Kubernetes 1.34, which restarts at
 * once, then after 10, 20, 40 s…): services that wait for their database by crashing recover within
 * three runs, so the fourth end dooms, after half a minute; out of memory the third; a command that
 * cannot be started the second. A pod that is not always restarted is its Job's affair.
 *
 * @param of the container and what was noted about it
 * @param end how the run ended: exitCode, signal, reason, message
 */
record Crash(ContainerDiagnosis of, LiveObject end) {
  private static final int CRASHES = 4;
  private static final int OUT_OF_MEMORY = 3;
  private static final int FAILED_STARTS = 2;

  Finding find() {
    Container container = of.container();
    String reason = end.text("reason");
    if (ContainerDiagnosis.isStartError(reason)
        || ContainerDiagnosis.isStartError(container.waitingReason())) {
      String message = end.text("message");
      return of.cannotStart(
          message.isEmpty() ? container.waitingMessage() : message, patience(FAILED_STARTS));
    }
    if (reason.equals("OOMKilled")) {
      return of.finding(
          Cause.OOM,
          container.title() + " runs out of memory" + circumstances(reason, memoryLimit()),
          patience(OUT_OF_MEMORY));
    }
    return killedByProbe().orElseGet(this::crash);
  }

  private Finding crash() {
    String message = ContainerDiagnosis.brief(end.text("message"));
    return of.finding(
        Cause.CRASH,
        of.container().title()
            + ended()
            + circumstances(of.container().waitingReason())
            + (message.isEmpty() ? "" : ": " + message),
        patience(CRASHES));
  }

  private String ended() {
    long signal = end.number("signal").orElse(0);
    long code = end.number("exitCode").orElse(0);
    if (signal != 0) {
      return " is ended by signal " + signal;
    }
    return " exits with code " + code + (code == 0 ? " though it should keep running" : "");
  }

  /**
   * The kubelet kills a container whose liveness or startup probe fails; the exit code says less.
   */
  private Optional<Finding> killedByProbe() {
    return killedBy("Liveness", Cause.PROBE_LIVENESS)
        .or(() -> killedBy("Startup", Cause.PROBE_STARTUP));
  }

  private Optional<Finding> killedBy(String probe, Cause cause) {
    String name = probe.toLowerCase(Locale.ROOT);
    return Event.newest(of.events(), "Killing")
        .filter(event -> event.isAboutContainer(of.container().name()))
        .filter(event -> event.message().contains("failed " + name + " probe"))
        .filter(event -> !event.last().isBefore(began()))
        .map(
            event -> {
              String said = of.saidBy(probe).map(Event::message).orElse(event.message());
              String text = " is restarted because its " + name + " probe fails";
              return of.finding(
                  cause,
                  of.container().title()
                      + text
                      + circumstances()
                      + ": "
                      + ContainerDiagnosis.brief(said),
                  patience(CRASHES));
            });
  }

  private Instant began() {
    return Event.instant(end.text("startedAt")).orElse(Instant.EPOCH);
  }

  private String memoryLimit() {
    String limit = of.container().spec().text("resources", "limits", "memory");
    return limit.isEmpty() ? "no limit of its own" : "limit " + limit;
  }

  /** {@code (CrashLoopBackOff, 3 restarts)}. */
  private String circumstances(String... said) {
    List<String> parts = new ArrayList<>(List.of(said));
    long restarts = of.container().restarts();
    if (restarts > 0) {
      parts.add(restarts + (restarts == 1 ? " restart" : " restarts"));
    }
    parts.removeIf(String::isEmpty);
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  private Duration patience(int runs) {
    boolean restarted = of.container().pod().text("spec", "restartPolicy").equals("Always");
    return restarted && of.container().endedRuns() >= runs ? Duration.ZERO : Finding.FOREVER;
  }
}
