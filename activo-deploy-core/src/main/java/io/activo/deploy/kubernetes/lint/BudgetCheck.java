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
    OptionalLong replicas = replicas(pods, release);
    if (replicas.isEmpty() || replicas.getAsLong() == 0) {
      return Optional.empty();
    }
    if (least.isWritten() && allowsNone(least, replicas.getAsLong())) {
      return Optional.of(finding(least, "of", replicas.getAsLong(), pods));
    }
    return count(most, replicas.getAsLong()).filter(count -> count <= 0).isPresent()
        ? Optional.of(finding(most, "for", replicas.getAsLong(), pods))
        : Optional.empty();
  }

  private static boolean allowsNone(Field least, long replicas) {
    return count(least, replicas).filter(count -> count >= replicas).isPresent();
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

  private static Finding finding(Field field, String word, long replicas, List<PodTemplate> pods) {
    Field workload = Field.root(pods.get(0).owner()).at("spec", "replicas");
    return field.warning(
        Rule.DISRUPTION_BUDGET,
        "%s %s %s %d replicas (%s, %s) allows no disruption: no node of theirs can be drained"
            .formatted(
                field.path().segments().get(1),
                field.scalar().orElse(""),
                word,
                replicas,
                workload.manifest().ref(),
                workload.place()),
        "allow one pod to go, or run one more");
  }
}
