package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What keeps one container from running and being ready.
 *
 * @param container the container
 * @param events what was noted about its pod
 */
record ContainerDiagnosis(Container container, List<Event> events) {
  private static final Set<String> START_ERRORS =
      Set.of(
          "CreateContainerError",
          "RunContainerError",
          "PostStartHookError",
          "StartError",
          "ContainerCannotRun");

  private static final Pattern MISSING =
      Pattern.compile(
          "(configmap|secret)\\b.*\\bnot found|couldn't find key", Pattern.CASE_INSENSITIVE);

  /** What may mend by itself, but seldom does, is given up after this. */
  private static final Duration SETTINGS = Duration.ofSeconds(15);

  /** The trouble, if there is one. */
  Optional<Finding> find() {
    String reason = container.waitingReason();
    if (ImagePull.isReason(reason)) {
      return Optional.of(image(reason));
    }
    if (reason.equals("CreateContainerConfigError")) {
      return Optional.of(settings());
    }
    if (reason.equals("CreateContainerError")) {
      return Optional.of(cannotStart(container.waitingMessage(), Finding.ARRIVAL));
    }
    if (container.isRunning()) {
      return running();
    }
    return container.ended().filter(end -> !isGood(end)).map(end -> new Crash(this, end).find());
  }

  private Finding image(String reason) {
    String image = container.spec().text("image");
    Cause cause = ImagePull.cause(reason, container.waitingMessage(), image);
    String text = container.title() + " has no image " + image + " (" + reason + "): ";
    return finding(cause, text + brief(container.waitingMessage()), ImagePull.patience(reason));
  }

  private Finding settings() {
    String message = container.waitingMessage();
    boolean missing = MISSING.matcher(message).find();
    return finding(
        missing ? Cause.CONFIG_MISSING : Cause.CONFIG_INVALID,
        container.title() + " cannot be created: " + brief(message),
        missing ? Finding.ARRIVAL : SETTINGS);
  }

  Finding cannotStart(String message, Duration patience) {
    return finding(
        Cause.START_ERROR, container.title() + " cannot be started: " + brief(message), patience);
  }

  private Optional<Finding> running() {
    if (!container.isStarted()) {
      return unhealthy("Startup").map(said -> probe(Cause.PROBE_STARTUP, "startup", said));
    }
    Optional<Finding> liveness =
        unhealthy("Liveness").map(said -> probe(Cause.PROBE_LIVENESS, "liveness", said));
    if (liveness.isPresent() || container.isReady()) {
      return liveness;
    }
    return unhealthy("Readiness")
        .map(said -> probe(Cause.PROBE_READINESS, "readiness", said))
        .or(() -> container.ended().map(end -> new Crash(this, end).find().withEndlessPatience()));
  }

  Finding probe(Cause cause, String probe, String said) {
    return finding(
        cause,
        container.title() + " does not pass its " + probe + " probe: " + brief(said),
        Finding.FOREVER);
  }

  /** What a probe said when it failed in the present run; runs are told apart by the second. */
  private Optional<String> unhealthy(String probe) {
    return saidBy(probe)
        .filter(
            event -> container.startedAt().filter(began -> event.last().isBefore(began)).isEmpty())
        .map(event -> event.message().replaceFirst("^\\w+ probe \\w+: ", ""));
  }

  /** The newest note that a probe failed. */
  Optional<Event> saidBy(String probe) {
    return Event.newest(
        events.stream()
            .filter(event -> event.isAboutContainer(container.name()))
            .filter(event -> event.message().startsWith(probe + " probe "))
            .toList(),
        "Unhealthy");
  }

  private boolean isGood(LiveObject end) {
    return container.once() && end.number("exitCode").orElse(1) == 0;
  }

  static boolean isStartError(String reason) {
    return START_ERRORS.contains(reason);
  }

  Finding finding(Cause cause, String text, Duration patience) {
    return new Finding(cause, text, container.pod().ref().name(), container.name(), patience);
  }

  /** The text on one line, not longer than a few lines of a console. */
  static String brief(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " | ");
    return line.length() <= 400 ? line : line.substring(0, 399) + "…";
  }
}
