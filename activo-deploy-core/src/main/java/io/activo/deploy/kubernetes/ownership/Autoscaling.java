package io.activo.deploy.kubernetes.ownership;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.Manifest;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The workloads whose number of pods an autoscaler of the release decides: a
 * HorizontalPodAutoscaler, or a ScaledObject of KEDA, whose target is a Deployment where it names
 * no kind (KEDA 2, "Scaling Deployments").
 *
 * @param targets the workloads; without a namespace where the autoscaler has none
 */
record Autoscaling(Set<Target> targets) {
  static final ManagedField REPLICAS =
      new ManagedField(List.of(new ManagedField.Name("spec"), new ManagedField.Name("replicas")));
  private static final Set<String> AUTOSCALERS =
      Set.of("autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject");

  /** A workload, in whichever version. */
  record Target(String group, String kind, String namespace, String name) {
    static Target of(ObjectRef ref) {
      return new Target(ref.group(), ref.kind(), ref.namespace(), ref.name());
    }
  }

  /** What the autoscalers of a release target. */
  static Autoscaling in(List<Manifest> release) {
    return new Autoscaling(
        release.stream()
            .filter(one -> AUTOSCALERS.contains(one.ref().group() + "/" + one.ref().kind()))
            .map(Autoscaling::target)
            .collect(Collectors.toSet()));
  }

  private static Target target(Manifest autoscaler) {
    LiveObject target = new LiveObject(autoscaler.content()).object("spec", "scaleTargetRef");
    String apiVersion = target.text("apiVersion");
    String kind = target.text("kind");
    boolean keda = autoscaler.ref().group().equals("keda.sh");
    return Target.of(
        new ObjectRef(
            keda && apiVersion.isEmpty() ? "apps/v1" : apiVersion,
            keda && kind.isEmpty() ? "Deployment" : kind,
            autoscaler.ref().namespace(),
            target.text("name")));
  }

  /** Whether one of them decides how many pods the object has. */
  boolean scales(ObjectRef ref) {
    return targets.contains(Target.of(ref)) || targets.contains(Target.of(ref.in("")));
  }

  /** The manifest with the number of pods that the object has. */
  static Manifest withReplicasOf(Optional<LiveObject> live, Manifest manifest) {
    Optional<Object> replicas = live.flatMap(object -> REPLICAS.value(object.content()));
    if (replicas.isEmpty()) {
      return manifest;
    }
    Map<String, Object> content = new LinkedHashMap<>(manifest.content());
    Map<String, Object> spec =
        new LinkedHashMap<>(new LiveObject(content).object("spec").content());
    spec.put("replicas", replicas.get());
    content.put("spec", spec);
    return manifest.with(content);
  }
}
