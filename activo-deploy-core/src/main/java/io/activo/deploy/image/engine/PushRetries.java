package io.activo.deploy.image.engine;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * When a push is tried again: after 1, 2, 4 and 8 seconds, or later when the registry asks for it;
 * five attempts at most. The engine's own retries of a layer are within an attempt.
 *
 * @param pause waits
 */
record PushRetries(Consumer<Duration> pause) {
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  static PushRetries real() {
    return new PushRetries(PushRetries::sleep);
  }

  /**
   * The wait before the next attempt; none when there is no point in one.
   *
   * @param attempt the number of attempts made, from 1
   * @param message why the last one failed
   */
  Optional<Duration> next(int attempt, String message) {
    if (attempt >= ATTEMPTS || !PushFault.passes(message)) {
      return Optional.empty();
    }
    Duration own = Duration.ofSeconds(1L << (attempt - 1));
    Duration asked = PushFault.retryAfter(message).orElse(own);
    Duration wait = asked.compareTo(own) > 0 ? asked : own;
    return Optional.of(wait).filter(time -> time.compareTo(LONGEST) <= 0);
  }

  /**
   * The same where what is not there yet may come: registries that answer from replicas.
   *
   * @param attempt the number of attempts made, from 1
   * @param message why the last one failed
   */
  Optional<Duration> nextLook(int attempt, String message) {
    return PushFault.isAbsence(message) && attempt < ATTEMPTS
        ? Optional.of(Duration.ofSeconds(1L << (attempt - 1)))
        : next(attempt, message);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(Problem.of("interrupted while waiting for the registry", ""), e);
    }
  }
}
