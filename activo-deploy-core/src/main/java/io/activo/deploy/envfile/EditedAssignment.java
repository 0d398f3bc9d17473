package io.activo.deploy.envfile;

import io.activo.deploy.problem.Place;
import java.util.Optional;

/**
 * An assignment on its way to another text.
 *
 * @param read where it stands in the text before; for one that is added it stands nowhere
 * @param name its key afterwards
 * @param content its value afterwards
 * @param written how a changed value is written, with an equals sign where none stood there
 * @param isRemoved whether it goes
 */
record EditedAssignment(
    Assignment read,
    String name,
    Optional<Content> content,
    Optional<String> written,
    boolean isRemoved) {

  static EditedAssignment of(Assignment read) {
    return new EditedAssignment(read, read.name(), read.content(), Optional.empty(), false);
  }

  static EditedAssignment added(String key, ValueWriter.Written value) {
    Span nowhere = Span.at(0);
    Assignment none =
        new Assignment(
            key,
            Optional.of(Content.literal("")),
            Quote.NONE,
            nowhere,
            nowhere,
            nowhere,
            Optional.empty());
    return of(none).with(value);
  }

  EditedAssignment with(ValueWriter.Written value) {
    String equals = read.content().isEmpty() ? "=" : "";
    return new EditedAssignment(
        read, name, Optional.of(value.content()), Optional.of(equals + value.text()), isRemoved);
  }

  EditedAssignment renamed(String other) {
    return new EditedAssignment(read, other, content, written, isRemoved);
  }

  EditedAssignment removed() {
    return new EditedAssignment(read, name, content, written, true);
  }

  boolean isChanged() {
    return written.isPresent() || !name.equals(read.name());
  }

  /** The value as it is written now, or as it stood in a text. */
  String writtenOr(String text) {
    return written.orElseGet(() -> read.value().of(text));
  }

  boolean isReadAs(Assignment other) {
    return name.equals(other.name())
        && content.isPresent() == other.content().isPresent()
        && content.map(own -> own.isSameAs(other.content().orElse(own))).orElse(true);
  }

  Optional<Place.InText> origin() {
    return read.origin();
  }

  /** Names the variable, not its value. */
  @Override
  public String toString() {
    return "EditedAssignment[" + name + "]";
  }
}
