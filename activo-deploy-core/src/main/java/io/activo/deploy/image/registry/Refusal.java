package io.activo.deploy.image.registry;

import io.activo.deploy.image.credentials.Credential;
import io.activo.deploy.image.credentials.Login;
import io.activo.deploy.json.Json;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a server says against a request, and what to check.
 *
 * @param deed what was refused, as {@code the push}
 * @param server host and port
 * @param credential who asked
 */
record Refusal(String deed, String server, Credential credential) {
  private static final int LONGEST = 300;

  /** Masked before it is cut: half a secret would not be found. */
  Problem problem(Answer answer, Place where, Redaction redaction) {
    String said = cut(redaction.mask(said(answer)));
    String what =
        server + " refused " + deed + ": " + answer.status() + (said.isEmpty() ? "" : " " + said);
    Problem problem = Problem.of(what, where, fix(answer.status()));
    boolean login = answer.status() == 401 || answer.status() == 403;
    return redaction.mask(
        login ? problem.withDetail(List.of("used: " + credential.source())) : problem);
  }

  private String fix(int status) {
    boolean anonymous = credential.login() instanceof Login.Anonymous;
    return switch (status) {
      case 401, 403 ->
          anonymous
              ? "give credentials for it, with 'docker login " + server + "' or in the description"
              : status == 401
                  ? "check whether these credentials are right and have not expired"
                  : "check that this user may do so in this repository, and that it exists";
      case 404 -> "check the name; some registries want a repository to be made first";
      case 405, 415 -> "the registry does not take this kind of image or request";
      case 413 -> "the registry or a proxy before it limits the size of layers";
      case 429 -> "wait: the registry limits how much may be asked";
      default -> status >= 500 ? "try again later; see the registry's own log" : "";
    };
  }

  /** The errors of the body (distribution specification), or its text if that is plain. */
  private static String said(Answer answer) {
    try {
      String text = answer.text();
      return text.stripLeading().startsWith("{") ? errors(Json.parseObject(text)) : plain(text);
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private static String errors(Map<String, Object> body) {
    if (body.get("errors") instanceof List<?> errors) {
      return errors.stream().map(Refusal::error).distinct().collect(Collectors.joining(", "));
    }
    return List.of("error_description", "details", "message", "error").stream()
        .map(body::get)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  private static String error(Object error) {
    String code = Json.at(error, "code").map(Object::toString).orElse("");
    String message = Json.at(error, "message").map(Object::toString).orElse("");
    return code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
  }

  private static String plain(String text) {
    return text.stripLeading().startsWith("<") ? "" : text;
  }

  /** One line without control characters. */
  private static String cut(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
