package io.activo.deploy.benchmark;

import java.io.IOException;

/** One way to do a piece of work. Only the work itself is measured. */
interface Contestant {

  /** What the table and the ratios call it. */
  String title();

  /** Brings everything into the state from which the work begins. */
  default void prepare() throws IOException, InterruptedException {}

  void work() throws IOException, InterruptedException;

  /**
   * Sees what the work came to.
   *
   * @throws IllegalStateException if that is not what was to be done
   */
  default void check() throws IOException, InterruptedException {}
}
