package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.Corpus;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Rollouts recorded on a real cluster (Kubernetes 1.34.4), waited for with the recording's clock.
 */
class RolloutCorpusTest {

  @Test
  void recordedRolloutsEndAsTheyMustAndNameTheirCause() throws Exception {
    new Corpus("rollouts/recorded.jsonl").judge(Map.of(), RolloutCorpusTest::judge);
  }

  private static Optional<String> judge(LiveObject row) {
    Recording recording = new Recording(row);
    RolloutWait wait = new RolloutWait(recording, recording, recording, recording.length());
    List<Verdict> unready = wait.watch(List.of(recording.workload()), Progress.none());
    String verdict =
        unready.isEmpty() ? "ready" : unready.get(0).hasFailed() ? "failed" : "waiting";
    List<String> wrong = new ArrayList<>();
    List<?> verdicts = (List<?>) row.value("expect", "verdicts").orElseThrow();
    if (!verdicts.contains(verdict)) {
      wrong.add(verdict + " instead of " + verdicts);
    }
    unready.forEach(found -> wrong.addAll(wrongWords(row, recording, found)));
    return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
  }

  private static List<String> wrongWords(LiveObject row, Recording recording, Verdict verdict) {
    List<String> wrong = new ArrayList<>();
    List<?> causes = (List<?>) row.value("expect", "causes").orElseThrow();
    String cause = verdict.finding().map(found -> found.cause().toString()).orElse("none");
    if (!causes.contains(cause)) {
      wrong.add("cause " + cause + " instead of " + causes);
    }
    Problem problem = new FailureReport(recording, recording.length()).problem(verdict);
    for (Object mention : (List<?>) row.value("expect", "mentions").orElseThrow()) {
      if (!problem.toString().contains(mention.toString())) {
        wrong.add("no mention of " + mention + " in " + problem);
      }
    }
    return wrong;
  }
}
