package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a component of the cluster has noted about an object. */
record Event(LiveObject content) {

  /** Whether it is about this object, the same incarnation of it. */
  boolean isAbout(LiveObject object) {
    return content.text("involvedObject", "uid").equals(object.text("metadata", "uid"));
  }

  /** Whether it is about an object of that name. */
  boolean isAbout(String name) {
    return content.text("involvedObject", "name").equals(name);
  }

  /** Whether it is about this container: {@code spec.containers{app}}. */
  boolean isAboutContainer(String container) {
    return content.text("involvedObject", "fieldPath").endsWith("{" + container + "}");
  }

  boolean isWarning() {
    return content.text("type").equals("Warning");
  }

  String reason() {
    return content.text("reason");
  }

  String message() {
    return content.text("message");
  }

  /** When it was noted last. */
  Instant last() {
    return Stream.of(
            content.text("series", "lastObservedTime"),
            content.text("lastTimestamp"),
            content.text("eventTime"),
            content.text("metadata", "creationTimestamp"))
        .flatMap(text -> instant(text).stream())
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  /** The newest of them that has one of the reasons. */
  static Optional<Event> newest(List<Event> events, String... reasons) {
    List<String> wanted = List.of(reasons);
    return events.stream()
        .filter(event -> wanted.contains(event.reason()))
        .reduce((one, other) -> other.last().isBefore(one.last()) ? one : other);
  }

  /** A point in time as Kubernetes writes it (RFC 3339). */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
