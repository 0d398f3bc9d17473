package io.activo.deploy.kubernetes.transform;

import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where objects hold pod specifications. */
final class PodFields {
  static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final List<String> TEMPLATE = List.of("spec", "template");
  private static final List<List<String>> TEMPLATES =
      List.of(TEMPLATE, List.of("spec", "jobTemplate", "spec", "template"), List.of("template"));

  /** By {@code group/kind}, the place of the pod or of its template. */
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry("/Pod", List.of()),
          Map.entry("/PodTemplate", List.of("template")),
          Map.entry("/ReplicationController", TEMPLATE),
          Map.entry("apps/Deployment", TEMPLATE),
          Map.entry("apps/ReplicaSet", TEMPLATE),
          Map.entry("apps/DaemonSet", TEMPLATE),
          Map.entry("apps/StatefulSet", TEMPLATE),
          Map.entry("batch/Job", TEMPLATE),
          Map.entry("batch/CronJob", List.of("spec", "jobTemplate", "spec", "template")),
          Map.entry("serving.knative.dev/Service", TEMPLATE));

  /** The kinds that replace their pods when the template changes, and may change it. */
  private static final Set<String> ROLLING =
      Set.of("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet");

  private PodFields() {}

  /** {@code group/kind}; the core group is empty. */
  static String kind(ObjectRef ref) {
    return ref.group() + "/" + ref.kind();
  }

  /** Whether a change of the pod template replaces the pods. */
  static boolean rolls(ObjectRef ref) {
    return ROLLING.contains(kind(ref));
  }

  /** The pod specification of an object of Kubernetes' own kinds, or of Knative. */
  static Optional<List<String>> spec(ObjectRef ref) {
    return Optional.ofNullable(KNOWN.get(kind(ref))).map(pod -> then(pod, "spec"));
  }

  /** Where a pod specification may stand, whatever the kind is called. */
  static List<List<String>> anySpecs(Manifest manifest) {
    return manifest.ref().kind().equals("Pod")
        ? List.of(List.of("spec"))
        : TEMPLATES.stream().map(template -> then(template, "spec")).toList();
  }

  /** An annotation of the pod template of an object that rolls. */
  static Manifest withTemplateAnnotation(Manifest manifest, String key, String value) {
    UnaryOperator<Map<String, Object>> annotated =
        template -> Fields.withAt(template, List.of("metadata", "annotations"), key, value);
    return manifest.with(Fields.changed(manifest.content(), TEMPLATE, annotated));
  }

  static List<String> then(List<String> path, String... keys) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(List.of(keys));
    return List.copyOf(longer);
  }
}
