package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a PodDisruptionBudget selects pods, and allows that one of them goes. */
final class BudgetCheck {
  private static final Set<String> COUNTED = Set.of("Deployment", "StatefulSet", "ReplicaSet");

  private BudgetCheck() {}

  static Stream<Finding> of(Release release) {
    return release.objects("policy", "PodDisruptionBudget").stream()
        .flatMap(budget -> check(budget, release).stream());
  }

  private static Optional<Finding> check(Field budget, Release release) {
    Selector selector = Selector.of(budget.at("spec", "selector"));
    List<PodTemplate> pods = release.selected(selector);
    if (pods.isEmpty() || selector.isEmpty()) {
      return Selection.ofNothing(Rule.BUDGET_SELECTS_NOTHING, selector, release);
    }
    Field least = budget.at("spec", "minAvailable");
    Field most = budget.at("spec", "maxUnavailable");
    if (count(most, 1).filter(count -> count <= 0).isPresent()) {
      return Optional.of(forbidden(most, pods));
    }
    OptionalLong replicas = replicas(pods, release);
    return replicas.stream()
        .filter(all -> all > 0)
        .filter(all -> count(least, all).filter(count -> count >= all).isPresent())
        .mapToObj(all -> wanted(least, all, pods))
        .findFirst();
  }

  /** A number of pods, or a percentage of them, rounded up as the controller does. */
  private static Optional<Long> count(Field field, long replicas) {
    return field
        .number()
        .or(
            () ->
                field
                    .text()
                    .filter(text -> text.matches("[0-9]{1,3}%"))
                    .map(text -> Long.parseLong(text.substring(0, text.length() - 1)))
                    .map(percent -> (percent * replicas + 99) / 100));
  }

  /** How many pods the selected workloads have at least; empty where one does not say. */
  private static OptionalLong replicas(List<PodTemplate> pods, Release release) {
    long sum = 0;
    for (PodTemplate each : pods) {
      if (!COUNTED.contains(each.owner().ref().kind())) {
        return OptionalLong.empty();
      }
      Field own = Field.root(each.owner()).at("spec", "replicas");
      sum +=
          Autoscalers.of(each.owner().ref(), release)
              .map(autoscaler -> autoscaler.at("spec", "minReplicas"))
              .orElse(own)
              .number()
              .orElse(1L);
    }
    return OptionalLong.of(sum);
  }

  private static Finding forbidden(Field most, List<PodTemplate> pods) {
    return finding(most, "maxUnavailable " + most.scalar().orElse(""), pods);
  }

  private static Finding wanted(Field least, long replicas, List<PodTemplate> pods) {
    String all = replicas == 1 ? "1 replica" : replicas + " replicas";
    return finding(least, "minAvailable %s of %s".formatted(least.scalar().orElse(""), all), pods);
  }

  private static Finding finding(Field field, String what, List<PodTemplate> pods) {
    Field workload = Field.root(pods.get(0).owner()).at("spec", "replicas");
    return field.warning(
        Rule.DISRUPTION_BUDGET,
        "%s (%s, %s) allows no disruption: no node of these pods can be drained"
            .formatted(what, workload.manifest().ref(), workload.place()),
        "allow one pod to go, or run one more");
  }
}
