package io.activo.deploy.image.engine;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message of a push means. The Engine API tells no code, only the text in which the engine
 * wraps what the registry said (moby 20.10 to 29, distribution, containerd).
 */
final class PushFault {
  private static final Pattern REFUSED =
      Pattern.compile(
          "unauthorized|unauthenticated|denied|forbidden|no basic auth|authentication required"
              + "|authorization failed|(?<![\\w/:.-])40[13]\\b");
  private static final Pattern ABSENT =
      Pattern.compile(
          "(?<![\\w/:.-])404\\b|not found|name unknown|manifest unknown|does not exist|no such image");
  private static final Pattern PASSES =
      Pattern.compile(
          "toomanyrequests|too many requests|(?<![\\w/:.-])429\\b|connection reset|broken pipe|\\beof\\b"
              + "|timeout|timed out|deadline exceeded|connection closed|server closed"
              + "|(?:http|status|status code|response): ?5\\d\\d\\b|http 5\\d\\d\\b"
              + "|(?<![\\w/:.-])5\\d\\d [a-z]|internal server error|bad gateway|service unavailable");
  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry[- ]after[: ]+(\\d{1,6})(?:\\.\\d+)?(ms|s|m)?");

  private PushFault() {}

  /** Whether the registry does not let these credentials in. */
  static boolean isRefusal(String message) {
    return REFUSED.matcher(lower(message)).find() && !isBusy(message);
  }

  /** Whether what was asked for is not there. */
  static boolean isAbsence(String message) {
    return ABSENT.matcher(lower(message)).find();
  }

  /** Whether the same may work a little later. */
  static boolean passes(String message) {
    return isBusy(message)
        || (!isRefusal(message) && !isAbsence(message) && PASSES.matcher(lower(message)).find());
  }

  private static boolean isBusy(String message) {
    return lower(message).startsWith("toomanyrequests");
  }

  /** How long the registry asks to wait, where the engine passes that on. */
  static Optional<Duration> retryAfter(String message) {
    Matcher asked = RETRY_AFTER.matcher(lower(message));
    if (!asked.find()) {
      return Optional.empty();
    }
    long number = Long.parseLong(asked.group(1));
    return Optional.of(
        switch (Optional.ofNullable(asked.group(2)).orElse("s")) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        });
  }

  private static String lower(String message) {
    return message.toLowerCase(Locale.ROOT);
  }
}
