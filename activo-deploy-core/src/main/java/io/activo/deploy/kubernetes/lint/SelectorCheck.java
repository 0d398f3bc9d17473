package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a workload's selector matches its own pod template. */
final class SelectorCheck {
  private SelectorCheck() {}

  static Stream<Finding> of(Release release) {
    return release.pods().stream()
        .flatMap(pods -> selector(pods).stream().flatMap(selector -> mismatches(selector, pods)));
  }

  /** The selector of the workload of a pod template; a Job has one only rarely. */
  static Optional<Selector> selector(PodTemplate pods) {
    Field selector = Field.root(pods.owner()).at("spec", "selector");
    String kind = pods.owner().ref().group() + "/" + pods.owner().ref().kind();
    Set<String> withExpressions =
        Set.of("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet");
    if (!(selector.value() instanceof Map)) {
      return Optional.empty();
    }
    if (kind.equals("/ReplicationController")) {
      return Optional.of(Selector.ofLabels(selector)).filter(found -> !found.isEmpty());
    }
    return withExpressions.contains(kind) || kind.equals("batch/Job")
        ? Optional.of(Selector.of(selector))
        : Optional.empty();
  }

  private static Stream<Finding> mismatches(Selector selector, PodTemplate pods) {
    return selector.unmetBy(pods.labels()).stream().map(unmet -> mismatch(unmet, pods));
  }

  private static Finding mismatch(Requirement unmet, PodTemplate pods) {
    Field label = pods.labelsField().at(unmet.key());
    String has =
        label
            .scalar()
            .map(value -> "has " + unmet.key() + ": " + value)
            .orElse("has no label " + unmet.key());
    return unmet
        .at()
        .error(
            Rule.SELECTOR_MISMATCH,
            "the selector wants '%s', but the pod template %s (%s)"
                .formatted(unmet, has, label.place()),
            hint(unmet, pods.labels()));
  }

  private static String hint(Requirement unmet, Map<String, String> labels) {
    String near = NearestName.hint(unmet.key(), List.copyOf(labels.keySet()));
    return labels.containsKey(unmet.key()) || near.isEmpty()
        ? "make the selector and the template's labels agree"
        : near;
  }
}
