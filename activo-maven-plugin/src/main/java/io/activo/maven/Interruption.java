package io.activo.maven;

/** Tells what was going on when Maven is stopped by a signal, as Ctrl-C sends one. */
record Interruption(Thread hook) {

  /** Calls {@code tell} when the program is stopped before {@link #forget}. */
  static Interruption tell(Runnable tell) {
    Thread hook = new Thread(tell, "activo-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** The danger is over. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is being stopped, and the hook tells.
    }
  }
}
