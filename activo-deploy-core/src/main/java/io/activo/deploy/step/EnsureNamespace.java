package io.activo.deploy.step;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.Forbidden;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.kubernetes.ownership.ObjectApply;
import io.activo.deploy.kubernetes.ownership.OwnershipRules;
import io.activo.deploy.problem.Place;
import io.activo.deploy.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes a namespace when it is missing; one that is there stays as it is, so that an account that
 * may not write namespaces can deploy.
 *
 * @param name the namespace
 * @param labels what a new one is labelled with
 * @param at where the description asks for it
 */
public record EnsureNamespace(
    Supplier<Cluster> cluster, String name, Map<String, String> labels, Place.InText at)
    implements Step {
  public EnsureNamespace {
    labels = Map.copyOf(labels);
  }

  @Override
  public StepDescription describe() {
    return new StepDescription(
        "namespace",
        name + ", made when it is missing",
        new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> "label " + label.getKey() + ": " + label.getValue())
                .toList());
  }

  @Override
  public StepResult run(Progress progress) {
    ObjectRef ref = new ObjectRef("v1", "Namespace", "", name);
    try {
      if (cluster.get().get(ref).isPresent()) {
        return new StepResult.Skipped(name + " is there");
      }
    } catch (Forbidden e) {
      return new StepResult.Skipped(
          "cannot tell whether " + name + " is there: " + e.problems().get(0).what());
    }
    Map<String, Object> content =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Namespace",
            "metadata",
            Map.of("name", name, "labels", labels));
    // A conflict shows labels alone, in which the log's masker finds a secret: JSON escapes none.
    new ObjectApply(cluster.get(), OwnershipRules.STRICT, List.of())
        .apply(new Manifest(ref, content, at), Optional.empty());
    return new StepResult.Done(name + " made");
  }
}
