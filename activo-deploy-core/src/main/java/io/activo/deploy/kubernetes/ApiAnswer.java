package io.activo.deploy.kubernetes;

import io.activo.deploy.json.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the API server answered.
 *
 * @param code the HTTP status
 * @param warningHeaders the {@code Warning} headers
 * @param retryAfter the server's {@code Retry-After}
 * @param body the body's text
 * @param afterLoss whether the same request was sent before, and its answer lost
 */
record ApiAnswer(
    int code,
    List<String> warningHeaders,
    Optional<Duration> retryAfter,
    String body,
    boolean afterLoss) {

  /** RFC 7234 §5.5: {@code 299 - "the text"}, with backslash escapes inside the quotes. */
  private static final Pattern WARNING = Pattern.compile("\\d{3} \\S+ \"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern UNANSWERING = Pattern.compile("failed calling webhook \"([^\"]+)\"");

  /** The same, after an answer that may have been lost. */
  ApiAnswer after(LostAnswer earlier) {
    return new ApiAnswer(code, warningHeaders, retryAfter, body, earlier.happened());
  }

  boolean ok() {
    return code >= 200 && code < 300;
  }

  /** The body as an object; without content when it is none, as from a proxy on the way. */
  LiveObject object() {
    try {
      return new LiveObject(Json.parseObject(body));
    } catch (UncheckedIOException e) {
      return new LiveObject(Map.of());
    }
  }

  /** The texts of the warnings. */
  List<String> warnings() {
    return warningHeaders.stream()
        .flatMap(header -> WARNING.matcher(header).results())
        .map(match -> match.group(1).replaceAll("\\\\(.)", "$1"))
        .distinct()
        .toList();
  }

  /**
   * What the server says about a refusal: the message of its {@code Status}, otherwise the first
   * line of the body.
   */
  String message() {
    String said = object().text("message");
    if (!said.isEmpty()) {
      return said;
    }
    Matcher line = Pattern.compile("\\S.{0,199}").matcher(body);
    return line.find() ? line.group().strip() : "";
  }

  /**
   * Whether the object has a field that its schema lacks, or of another type, or a quantity, time
   * or base64 that is none: server-side apply answers that with 500 and no reason (Kubernetes
   * 1.34).
   */
  boolean untyped() {
    return code == 500
        && (message().startsWith("failed to create typed patch object")
            || message().startsWith("failed to convert new object"));
  }

  /**
   * Whether the same request may be answered otherwise in a moment. A server-side apply of a field
   * that the schema lacks is answered 500 without a reason (Kubernetes 1.34), and stays so; two
   * first applies of one object at once make the server say 409 without naming fields.
   */
  boolean passing() {
    if (ok()) {
      return false;
    }
    String reason = object().text("reason");
    if (code == 409) {
      return reason.equals("AlreadyExists") || (reason.equals("Conflict") && causes().isEmpty());
    }
    if (code == 500) {
      return !untyped();
    }
    return code == 429 || code == 502 || code == 503 || code == 504;
  }

  /** The admission webhook that the server could not call (Kubernetes 1.34), if it says so. */
  Optional<String> unansweringWebhook() {
    return code == 500
        ? UNANSWERING.matcher(message()).results().map(match -> match.group(1)).findFirst()
        : Optional.empty();
  }

  /** What the {@code Status} gives as the causes. */
  List<LiveObject> causes() {
    return object().objects("details", "causes");
  }
}
