package io.activo.deploy.kubernetes.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which pods are meant, by their labels. */
record Selector(Field at, List<Requirement> requirements) {

  /** Labels that only controllers write, so that no template has them. */
  private static final Set<String> WRITTEN_BY_CONTROLLERS =
      Set.of(
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-completion-index",
          "batch.kubernetes.io/job-name",
          "controller-revision-hash",
          "controller-uid",
          "job-name",
          "pod-template-hash",
          "statefulset.kubernetes.io/pod-name");

  Selector {
    requirements = List.copyOf(requirements);
  }

  /** A map of labels, as a Service has it. */
  static Selector ofLabels(Field map) {
    return new Selector(map, equal(map));
  }

  /** {@code matchLabels} and {@code matchExpressions}. */
  static Selector of(Field field) {
    List<Requirement> requirements = new ArrayList<>(equal(field.at("matchLabels")));
    for (Field expression : field.items("matchExpressions")) {
      List<String> values =
          expression.items("values").stream().map(Field::scalar).flatMap(Optional::stream).toList();
      requirements.add(
          new Requirement(expression, expression.text("key"), expression.text("operator"), values));
    }
    return new Selector(field, requirements);
  }

  private static List<Requirement> equal(Field map) {
    return map.entries().entrySet().stream()
        .map(label -> Requirement.equal(label.getValue(), label.getKey()))
        .toList();
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  /** What a pod template's labels do not meet. */
  List<Requirement> unmetBy(Map<String, String> labels) {
    return requirements.stream().filter(requirement -> !requirement.isMetBy(labels)).toList();
  }

  /** Whether pods of a template can be meant, with the labels that controllers give them. */
  boolean selects(PodTemplate pods) {
    Map<String, String> labels = pods.labels();
    return requirements.stream()
        .filter(requirement -> !WRITTEN_BY_CONTROLLERS.contains(requirement.key()))
        .allMatch(requirement -> requirement.isMetBy(labels));
  }

  /** The conditions in words, each once and in order: equal for selectors that mean the same. */
  Set<String> conditions() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.joining(", "));
  }
}
