package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.rollout.Readiness.Failed;
import io.activo.deploy.kubernetes.rollout.Readiness.Ready;
import io.activo.deploy.kubernetes.rollout.Readiness.Waiting;
import java.util.Optional;

/** Jobs: ready when complete, or when suspended by their own specification. */
final class JobRule {
  private JobRule() {}

  static Readiness judge(LiveObject job) {
    if (Status.whenTrue(job, "Complete").isPresent()) {
      return new Ready("complete");
    }
    Optional<LiveObject> failed = Status.whenTrue(job, "Failed");
    if (failed.isPresent()) {
      return new Failed(failed.get().text("reason"));
    }
    if (job.value("spec", "suspend").filter(Boolean.TRUE::equals).isPresent()) {
      return new Ready("suspended");
    }
    long completions = job.number("spec", "completions").orElse(1);
    return new Waiting(Status.of(job, "succeeded") + " of " + completions + " completed");
  }
}
