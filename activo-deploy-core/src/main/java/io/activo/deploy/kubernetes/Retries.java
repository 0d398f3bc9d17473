package io.activo.deploy.kubernetes;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * When a request is sent again: after 0.25 s, 0.5 s, 1 s, 2 s and then every 4 s, or later when the
 * server asks for it, as long as the time allowed lasts.
 *
 * @param clock tells how long it has been tried
 * @param pause waits
 */
record Retries(Clock clock, Consumer<Duration> pause) {
  /** For a server that has answered before: its API server is being restarted, or busy. */
  static final Duration KNOWN_SERVER = Duration.ofSeconds(30);

  /** For a server that has not answered yet: the address is probably wrong. */
  static final Duration UNKNOWN_SERVER = Duration.ofSeconds(3);

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /** Retries in real time. */
  static Retries real() {
    return new Retries(Clock.systemUTC(), Retries::sleep);
  }

  /**
   * The wait before the next attempt; none when it would last beyond the time allowed.
   *
   * @param attempt the number of attempts made, from 1
   * @param begun when the first one was made
   * @param asked what the server asked for
   */
  Optional<Duration> next(int attempt, Instant begun, Duration allowed, Optional<Duration> asked) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, 10));
    Duration own = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    Duration wait = asked.filter(longer -> longer.compareTo(own) > 0).orElse(own);
    Duration total = Duration.between(begun, clock.instant()).plus(wait);
    return total.compareTo(allowed) > 0 ? Optional.empty() : Optional.of(wait);
  }

  /** What is there at last, looked for until the time allowed has passed. */
  <T> Optional<T> until(Duration allowed, Supplier<Optional<T>> look) {
    Instant begun = clock.instant();
    for (int attempt = 1; ; attempt++) {
      Optional<T> found = look.get();
      Optional<Duration> wait = next(attempt, begun, allowed, Optional.empty());
      if (found.isPresent() || wait.isEmpty()) {
        return found;
      }
      pause.accept(wait.get());
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while waiting for the cluster", ""), e);
    }
  }
}
