package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.activo.deploy.kubernetes.Finding.Severity;
import io.activo.deploy.kubernetes.lint.CrossChecks;
import io.activo.deploy.kubernetes.lint.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the API server has a verdict too, it is the same: it refuses what has an error. */
class CrossChecksVerdictTest {
  @RegisterExtension private final RealCluster real = new RealCluster("lint");

  /** What is good, then what is not; the specification of a workload each. */
  private static final List<String> WORKLOADS =
      List.of(
          deployment("app: web", "app: web", "c: [{name: a, image: w}]"),
          deployment("app: web", "app: web, b: c", "c: [{name: a, image: w}]"),
          deployment("app: web", "app: wbe", "c: [{name: a, image: w}]"),
          deployment("app: web, x: z", "app: web", "c: [{name: a, image: w}]"),
          job("a: b", "a: b", true),
          job("a: b", "a: c", true),
          job("a: b", "a: c", false));

  private static String deployment(String selector, String labels, String spec) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {selector: {matchLabels: {%s}}, template: {metadata: {labels: {%s}}, spec: {%s}}}
    """
        .formatted(selector, labels, spec.replace("c: [", "containers: ["));
  }

  private static String job(String selector, String labels, boolean manual) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: once}
    spec: {manualSelector: %s, selector: {matchLabels: {%s}}, template: {metadata: {labels: {%s}},
      spec: {restartPolicy: Never, containers: [{name: a, image: w}]}}}
    """
        .formatted(manual, selector, labels);
  }

  @Test
  void refusesWhatTheServerRefuses() {
    List<String> ours = new ArrayList<>();
    List<String> servers = new ArrayList<>();
    for (String workload : WORKLOADS) {
      Manifest manifest =
          Manifests.read("m.yaml", workload.getBytes(StandardCharsets.UTF_8))
              .get(0)
              .inNamespace(real.namespace());
      ours.add(verdict(isRefusedByUs(manifest)) + workload);
      servers.add(verdict(isRefused(real.cluster(), manifest)) + workload);
    }
    assertEquals(String.join("\n", servers), String.join("\n", ours));
    assertEquals(3, servers.stream().filter(each -> each.startsWith("accepted")).count());
  }

  private static String verdict(boolean refused) {
    return refused ? "refused:\n" : "accepted:\n";
  }

  private static boolean isRefusedByUs(Manifest manifest) {
    return CrossChecks.of(List.of(manifest), Surroundings.unknown()).stream()
        .anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private static boolean isRefused(Cluster cluster, Manifest manifest) {
    ApplyAnswer answer = cluster.apply(manifest, ApplyMode.DRY_RUN);
    if (answer instanceof ApplyAnswer.Conflicted) {
      throw new AssertionError(manifest.toString());
    }
    return answer instanceof ApplyAnswer.Invalid;
  }
}
