package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Problem;
import java.time.Duration;

/** How to let time pass; tests let it pass without waiting. */
@FunctionalInterface
public interface Pause {

  /** Returns when that much time has passed. */
  void pause(Duration duration);

  /**
   * Lets the thread sleep.
   *
   * @return a pause that throws {@link DeployException} when its thread is interrupted
   */
  static Pause ofThread() {
    return duration -> {
      try {
        Thread.sleep(duration.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DeployException(Problem.of("the waiting was interrupted", ""), e);
      }
    };
  }
}
