package io.activo.deploy;

import java.util.Optional;
import java.util.function.Supplier;

/** Something outside that is opened when it is first asked for, and closed once at the end. */
final class Port<T> implements Supplier<T> {
  private final Supplier<T> open;
  private Optional<T> opened = Optional.empty();

  Port(Supplier<T> open) {
    this.open = open;
  }

  @Override
  public synchronized T get() {
    if (opened.isEmpty()) {
      opened = Optional.of(open.get());
    }
    return opened.get();
  }

  /** What was opened, if anything was; the next call of {@link #get} opens anew. */
  synchronized Optional<T> release() {
    Optional<T> released = opened;
    opened = Optional.empty();
    return released;
  }
}
