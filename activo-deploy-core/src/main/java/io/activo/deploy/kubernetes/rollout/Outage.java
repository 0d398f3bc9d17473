package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.problem.DeployException;
import java.time.Duration;
import java.time.Instant;

/** A cluster that does not answer, borne for a while: API servers are replaced under way. */
final class Outage {
  private static final Duration BORNE = Duration.ofSeconds(30);

  /** An API server that has just begun may know no rights yet. */
  private static final Duration FORBIDDEN_BORNE = Duration.ofSeconds(5);

  private Instant answered;

  Outage(Instant start) {
    this.answered = start;
  }

  /** The cluster has answered. */
  void isOver(Instant now) {
    answered = now;
  }

  /** Throws the refusal when there have been nothing but refusals for too long. */
  void bear(DeployException refusal, Instant now) {
    Duration borne = refusal instanceof Forbidden ? FORBIDDEN_BORNE : BORNE;
    if (Duration.between(answered, now).compareTo(borne) >= 0) {
      throw refusal;
    }
  }
}
