package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.progress.Progress;
import java.util.Collection;
import java.util.stream.Collectors;

/** Tells how a rollout goes: what is ready once, what is waited for when it changes. */
final class Teller {
  private final Progress progress;
  private String told = "";

  Teller(Progress progress) {
    this.progress = progress;
  }

  void tell(Collection<Verdict> verdicts) {
    verdicts.stream()
        .filter(Verdict::isReady)
        .forEach(verdict -> progress.line(verdict.workload() + ": ready"));
    status(
        verdicts.stream()
            .filter(verdict -> !verdict.isReady() && !verdict.hasFailed())
            .map(verdict -> verdict.workload() + ": " + verdict.clause())
            .collect(Collectors.joining(", ")));
  }

  void outage(DeployException refusal) {
    status("the cluster does not answer: " + refusal.problems().get(0).headline());
  }

  private void status(String text) {
    if (!text.isEmpty() && !text.equals(told)) {
      progress.status(text);
      told = text;
    }
  }
}
