package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.rollout.Pause;
import io.activo.deploy.kubernetes.rollout.RolloutWait;
import io.activo.deploy.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Waits until every workload is ready, and says why one is not.
 *
 * @param workloads with their namespaces
 * @param timeout how long all of them together may take
 */
public record AwaitRollout(
    Supplier<Cluster> cluster, List<ObjectRef> workloads, Duration timeout, Clock clock)
    implements Step {
  public AwaitRollout {
    workloads = List.copyOf(workloads);
  }

  @Override
  public StepDescription describe() {
    String names = workloads.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
    return StepDescription.of(
        "wait",
        "until " + names + (workloads.size() == 1 ? " is" : " are") + " ready, at most " + shown());
  }

  private String shown() {
    boolean wholeMinutes = timeout.toSecondsPart() == 0;
    return wholeMinutes ? timeout.toMinutes() + " min" : timeout.toSeconds() + " s";
  }

  @Override
  public StepResult run(Progress progress) {
    new RolloutWait(cluster.get(), clock, Pause.ofThread(), timeout).await(workloads, progress);
    return new StepResult.Done(workloads.size() + " of " + workloads.size() + " ready");
  }
}
