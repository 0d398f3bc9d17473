package io.activo.deploy.image.registry;

import io.activo.deploy.json.Json;
import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an image says of itself: its config (OCI image specification, image configuration).
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}
 * @param created when it was built, where it tells
 * @param environment the names of its variables; their values may be secret
 * @param raw all of it, as plain JSON values; it holds the values of the variables
 */
public record ImageConfig(
    String os,
    String architecture,
    Optional<Instant> created,
    Map<String, String> labels,
    SortedSet<String> environment,
    Map<String, Object> raw) {

  public ImageConfig {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    environment = Collections.unmodifiableSortedSet(new TreeSet<>(environment));
    raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
  }

  static ImageConfig read(byte[] content, Place where) {
    Map<String, Object> json = parse(new String(content, StandardCharsets.UTF_8), where);
    return new ImageConfig(
        Json.at(json, "os").map(Object::toString).orElse(""),
        Json.at(json, "architecture").map(Object::toString).orElse(""),
        Json.at(json, "created").map(Object::toString).flatMap(ImageConfig::instant),
        labels(json),
        environment(json),
        json);
  }

  static Map<String, Object> parse(String content, Place where) {
    try {
      return Json.parseObject(content);
    } catch (UncheckedIOException e) {
      // Its message may hold a value of the image's environment.
      throw new DeployException(
          Problem.of("its config cannot be read as JSON", where, "push it again, or report it"));
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> labels(Map<String, Object> json) {
    Map<String, String> labels = new TreeMap<>();
    if (Json.at(json, "config", "Labels").orElse("") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    }
    return labels;
  }

  private static SortedSet<String> environment(Map<String, Object> json) {
    SortedSet<String> names = new TreeSet<>();
    if (Json.at(json, "config", "Env").orElse("") instanceof List<?> list) {
      list.forEach(entry -> names.add(String.valueOf(entry).replaceFirst("(?s)=.*", "")));
    }
    return names;
  }

  /** Without the values of variables. */
  @Override
  public String toString() {
    return "ImageConfig[" + os + "/" + architecture + ", labels=" + labels.keySet() + "]";
  }
}
