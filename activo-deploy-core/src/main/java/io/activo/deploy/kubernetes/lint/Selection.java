package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What to say of a selector that selects no pod of the release. */
final class Selection {
  private Selection() {}

  /**
   * A warning where the release has pods in the selector's namespace, none of which it selects.
   * Where a custom resource may make pods, only if some pod nearly has the labels.
   */
  static Optional<Finding> ofNothing(Rule rule, Selector selector, Release release) {
    String namespace = selector.at().namespace();
    List<PodTemplate> pods = release.pods(namespace);
    if (selector.isEmpty() || pods.isEmpty() || !release.selected(selector).isEmpty()) {
      return Optional.empty();
    }
    PodTemplate nearest = nearest(selector, pods);
    List<Requirement> unmet = selector.unmetBy(nearest.labels());
    boolean near = unmet.size() < selector.requirements().size() || isTypo(unmet, nearest);
    if (release.hasCustomResources(namespace) && !near) {
      return Optional.empty();
    }
    Requirement first = unmet.get(0);
    return Optional.of(
        first
            .at()
            .warning(
                rule,
                "%s selects '%s', which no pod of this release has"
                    .formatted(selector.at().manifest().ref(), selector),
                near ? hint(first, nearest) : ""));
  }

  private static PodTemplate nearest(Selector selector, List<PodTemplate> pods) {
    return pods.stream()
        .min(
            Comparator.comparing((PodTemplate each) -> selector.unmetBy(each.labels()).size())
                .thenComparing(each -> !isTypo(selector.unmetBy(each.labels()), each)))
        .orElseThrow();
  }

  private static boolean isTypo(List<Requirement> unmet, PodTemplate pods) {
    return unmet.stream().allMatch(each -> isTypo(each, pods));
  }

  private static boolean isTypo(Requirement unmet, PodTemplate pods) {
    return Optional.ofNullable(pods.labels().get(unmet.key()))
            .flatMap(value -> Typo.of(value, unmet.values()))
            .isPresent()
        || Typo.of(unmet.key(), pods.labels().keySet()).isPresent();
  }

  private static String hint(Requirement unmet, PodTemplate nearest) {
    Field label = nearest.labelsField().at(unmet.key());
    String has =
        label
            .scalar()
            .map(value -> "has " + unmet.key() + ": " + value)
            .orElse("has no label " + unmet.key());
    return "the pods of %s come nearest: the template %s (%s)"
        .formatted(nearest.owner().ref(), has, label.place());
  }
}
