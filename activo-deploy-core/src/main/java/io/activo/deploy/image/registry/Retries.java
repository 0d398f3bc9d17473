package io.activo.deploy.image.registry;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * When a request is sent again: after 0.5 s, 1 s, 2 s, 4 s and 8 s, or later when the server asks
 * for it, but never after more than a minute.
 *
 * @param pause waits
 */
record Retries(Clock clock, Consumer<Duration> pause) {
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** Something that is tried. */
  interface Attempt {
    Answer send() throws IOException;
  }

  /** Retries in real time. */
  static Retries real() {
    return new Retries(Clock.systemUTC(), Retries::sleep);
  }

  /** Whether a server that answers so may answer otherwise next time. */
  static boolean passing(int status) {
    return PASSING.contains(status) || status / 100 == 5;
  }

  /**
   * The first answer that is no passing failure, or the last one.
   *
   * @param passing statuses that are worth another attempt
   * @param broken broken connections that are
   * @throws IOException why the last attempt broke
   */
  Answer answer(Attempt attempt, IntPredicate passing, Predicate<IOException> broken)
      throws IOException {
    for (int made = 1; ; made++) {
      Duration wait;
      try {
        Answer answer = attempt.send();
        if (!passing.test(answer.status()) || made == ATTEMPTS) {
          return answer;
        }
        wait = wait(made, answer.header("Retry-After").flatMap(this::asked));
        answer.close();
      } catch (IOException e) {
        if (!broken.test(e) || made == ATTEMPTS) {
          throw e;
        }
        wait = wait(made, Optional.empty());
      }
      pause.accept(wait);
    }
  }

  private static Duration wait(int made, Optional<Duration> asked) {
    Duration own = FIRST.multipliedBy(1L << (made - 1));
    Duration wait = asked.filter(longer -> longer.compareTo(own) > 0).orElse(own);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** {@code Retry-After}: seconds, or an HTTP date (RFC 9110, 10.2.3). */
  private Optional<Duration> asked(String retryAfter) {
    String text = retryAfter.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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
