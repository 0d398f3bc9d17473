package io.activo.maven;

import io.activo.deploy.Comparison;
import io.activo.deploy.DeployPlan;
import io.activo.deploy.PlanText;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * What a cluster says about a plan, as it is printed.
 *
 * @param log where to
 */
record ClusterAnswer(Log log, DeployPlan plan, Comparison.Answer answer) {

  void print(boolean full, String indent) {
    PlanText.differences(plan, answer, full).forEach(line -> log.info(indent + line));
    print(answer.warnings(), log::warn);
    print(answer.errors(), log::error);
  }

  private static void print(List<Problem> problems, Consumer<String> line) {
    problems.forEach(problem -> problem.toString().lines().forEach(line));
  }

  /** A plan that the cluster would not let happen is no success. */
  void refuseWhatCannotBe() throws MojoFailureException {
    if (!answer.permits()) {
      int count = answer.refusals();
      throw new MojoFailureException(
          "the cluster would refuse this: "
              + (count == 1 ? "1 problem" : count + " problems")
              + ", listed above; nothing was done");
    }
  }
}
