package io.activo.deploy.kubernetes.lint;

import io.activo.deploy.kubernetes.Finding;
import io.activo.deploy.problem.NearestName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What to say of a selector that selects no pod of the release. */
final class Selection {
  private Selection() {}

  /** How a name that is near another is found. */
  private interface Near {
    Optional<String> of(String name, Collection<String> candidates);
  }

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
    if (release.hasCustomResources(namespace)
        && pods.stream().noneMatch(each -> isNear(selector, each, Typo::of))) {
      return Optional.empty();
    }
    PodTemplate nearest = nearest(selector, pods);
    Requirement unmet = selector.unmetBy(nearest.labels()).get(0);
    return Optional.of(
        unmet
            .at()
            .warning(
                rule,
                "%s selects '%s', which no pod of this release has"
                    .formatted(selector.at().manifest().ref(), selector),
                isNear(selector, nearest, Selection::alike) ? hint(unmet, nearest) : ""));
  }

  private static PodTemplate nearest(Selector selector, List<PodTemplate> pods) {
    return pods.stream()
        .min(
            Comparator.comparing((PodTemplate each) -> selector.unmetBy(each.labels()).size())
                .thenComparing(each -> !isNear(selector, each, Typo::of))
                .thenComparing(each -> !isNear(selector, each, Selection::alike)))
        .orElseThrow();
  }

  private static Optional<String> alike(String name, Collection<String> candidates) {
    return Typo.of(name, candidates).or(() -> NearestName.of(name, candidates));
  }

  /** Whether the pods meet some of the conditions, and have labels like those of the others. */
  private static boolean isNear(Selector selector, PodTemplate pods, Near near) {
    List<Requirement> unmet = selector.unmetBy(pods.labels());
    return unmet.size() < selector.requirements().size()
        || unmet.stream().allMatch(each -> isNear(each, pods, near));
  }

  private static boolean isNear(Requirement unmet, PodTemplate pods, Near near) {
    return Optional.ofNullable(pods.labels().get(unmet.key()))
            .flatMap(value -> near.of(value, unmet.values()))
            .isPresent()
        || near.of(unmet.key(), pods.labels().keySet()).isPresent();
  }

  private static String hint(Requirement unmet, PodTemplate nearest) {
    Field labels = nearest.labelsField();
    String key =
        labels.at(unmet.key()).isWritten()
            ? unmet.key()
            : alike(unmet.key(), nearest.labels().keySet()).orElse(unmet.key());
    String has =
        labels
            .at(key)
            .scalar()
            .map(value -> "has " + key + ": " + value)
            .orElse("has no label " + key);
    return "the pods of %s come nearest: the template %s (%s)"
        .formatted(nearest.owner().ref(), has, labels.at(key).place());
  }
}
