package io.activo.deploy.progress;

/** Told by work that takes long. Calls may come from any thread. */
public interface Progress {

  /** One line of output that stays: a builder's step, an object that was applied. */
  void line(String text);

  /** What is going on just now; replaces what was said before, and may be shown or not. */
  void status(String text);

  /** Tells nobody. */
  static Progress none() {
    return new Progress() {
      @Override
      public void line(String text) {}

      @Override
      public void status(String text) {}
    };
  }
}
