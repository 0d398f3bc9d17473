package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What of an object the cluster and its controllers write, and no manifest. */
final class Noise {
  private static final Set<String> METADATA =
      Set.of(
          "managedFields",
          "resourceVersion",
          "uid",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "selfLink");

  /** The last one repeats the whole object, with the data of a Secret. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "deployment.kubernetes.io/revision",
          "deprecated.daemonset.template.generation",
          "kubectl.kubernetes.io/last-applied-configuration");

  /** Labels that a cluster makes up for each Job. */
  private static final Set<String> JOB_LABELS =
      Set.of("controller-uid", "batch.kubernetes.io/controller-uid");

  private static final List<List<String>> JOB_LABEL_PLACES =
      List.of(
          List.of("metadata", "labels"),
          List.of("spec", "selector", "matchLabels"),
          List.of("spec", "template", "metadata", "labels"));

  private Noise() {}

  /** The object without it. */
  static Map<String, Object> without(LiveObject object) {
    Map<String, Object> rest = new LinkedHashMap<>(object.content());
    rest.remove("status");
    rest = changed(rest, List.of("metadata"), metadata -> without(metadata, METADATA));
    rest = changed(rest, List.of("metadata", "annotations"), map -> without(map, ANNOTATIONS));
    if (object.text("kind").equals("Job")) {
      for (List<String> place : JOB_LABEL_PLACES) {
        rest = changed(rest, place, labels -> without(labels, JOB_LABELS));
      }
    }
    return rest;
  }

  /** A manifest without its type and name, which stand above its fields anyway. */
  static Map<String, Object> withoutName(Map<String, Object> manifest) {
    Map<String, Object> rest = without(manifest, Set.of("apiVersion", "kind", "status"));
    return changed(rest, List.of("metadata"), map -> without(map, Set.of("name", "namespace")));
  }

  private static Map<String, Object> without(Map<String, Object> map, Set<String> keys) {
    Map<String, Object> rest = new LinkedHashMap<>(map);
    rest.keySet().removeAll(keys);
    return rest;
  }

  /** A copy with the map at a path changed; the same map where there is none. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> changed(
      Map<String, Object> map, List<String> path, UnaryOperator<Map<String, Object>> change) {
    if (path.isEmpty()) {
      return change.apply(map);
    }
    String key = path.get(0);
    if (!(map.get(key) instanceof Map<?, ?> child)) {
      return map;
    }
    Map<String, Object> copy = new LinkedHashMap<>(map);
    copy.put(key, changed((Map<String, Object>) child, path.subList(1, path.size()), change));
    return copy;
  }
}
