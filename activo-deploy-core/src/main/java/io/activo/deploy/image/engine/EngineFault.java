package io.activo.deploy.image.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ResponseItem;
import io.activo.deploy.json.Json;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What an engine says when it refuses, without the wrapping. */
final class EngineFault {
  private EngineFault() {}

  /**
   * The error in an item of a stream. A stream with an error ends like any other; whoever does not
   * look takes a failed push for a good one. Some engines send only the older {@code error}.
   */
  @SuppressWarnings("deprecation") // the field is what such an engine sends
  static Optional<String> of(ResponseItem item) {
    return Optional.ofNullable(item.getErrorDetail())
        .flatMap(detail -> Optional.ofNullable(detail.getMessage()))
        .or(() -> Optional.ofNullable(item.getError()));
  }

  /** The {@code message} of an error's JSON body, {@code Status 400: {"message":"…"}}. */
  static String message(DockerException failure) {
    return message(String.valueOf(failure.getMessage()));
  }

  /** The same of a text that holds the body. */
  static String message(String text) {
    int body = text.indexOf('{');
    if (body < 0) {
      return text.strip();
    }
    try {
      return Json.at(Json.parseObject(text.substring(body)), "message")
          .map(Object::toString)
          .orElse(text)
          .strip();
    } catch (UncheckedIOException e) {
      return text.strip();
    }
  }

  /** Why an exchange broke off, without the name of an exception. */
  static String reason(UncheckedIOException e) {
    return String.valueOf(e.getCause()).replaceFirst("^[\\w.]+Exception: ", "");
  }
}
