package io.activo.deploy.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.activo.deploy.kubernetes.ApplyMode;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.RealCluster;
import io.activo.deploy.kubernetes.diff.PlannedRelease;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.Problem;
import io.activo.deploy.progress.Progress;
import io.activo.deploy.secret.Masker;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What refuses many objects is told once, on a real cluster. */
class LikeRefusalsTest {
  private static final String MAP =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
          + "\"metadata\":{\"name\":\"m%s\",\"namespace\":\"NAMESPACE\"}}";

  @RegisterExtension private final RealCluster real = new RealCluster("refusals");

  @Test
  void aQuotaThatIsFull() {
    apply(
        """
        {"apiVersion":"v1","kind":"ResourceQuota",
         "metadata":{"name":"none","namespace":"NAMESPACE"},
         "spec":{"hard":{"count/configmaps":"0"}}}""");
    Problem problem = onlyProblem();
    assertTrue(
        problem.what().contains("ResourceQuota 'none' leaves no room for ConfigMap m1"),
        problem::toString);
    assertEquals(
        "the same for ConfigMap m2 (deploy/test.yml:1:1)",
        problem.detail().get(problem.detail().size() - 1).split(",", -1)[0]);
    assertTrue(
        problem.toString().endsWith("m9 (deploy/test.yml:1:1) and 3 more"), problem::toString);
  }

  private void apply(String json) {
    real.cluster().apply(real.here(json), ApplyMode.WRITE);
  }

  /** Of the check before a deploy, as soon as the API server knows what refuses. */
  private Problem onlyProblem() {
    List<Manifest> maps =
        IntStream.rangeClosed(1, 12).mapToObj(i -> real.here(MAP.formatted(i))).toList();
    for (int attempt = 0; attempt < 300; attempt++) {
      if (check(maps) instanceof StepResult.Failed failed) {
        assertEquals(1, failed.problems().size(), failed::toString);
        return failed.problems().get(0);
      }
    }
    return fail("nothing is refused");
  }

  private StepResult check(List<Manifest> maps) {
    return new CheckCluster(
            real::cluster,
            "context it",
            PlannedRelease.of(maps, real.namespace()),
            OwnershipRules.STRICT,
            Optional.empty(),
            new ReleasedImages(),
            Masker.ofUrls())
        .run(Progress.none());
  }
}
