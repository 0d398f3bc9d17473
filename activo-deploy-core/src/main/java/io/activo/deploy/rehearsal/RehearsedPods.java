package io.activo.deploy.rehearsal;

import io.activo.deploy.json.Json;
import io.activo.deploy.kubernetes.LiveObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The ReplicaSets and pods that controllers make of workloads. */
final class RehearsedPods {
  private static final String HASH = "pod-template-hash";

  private RehearsedPods() {}

  /** What the object's controller made of it. */
  static List<LiveObject> of(LiveObject workload) {
    String kind = workload.ref().group() + "/" + workload.ref().kind();
    return switch (kind) {
      case "apps/Deployment" -> ofDeployment(workload);
      case "apps/StatefulSet", "apps/ReplicaSet", "/ReplicationController" ->
          pods(workload, Statuses.replicas(workload), labels(workload));
      case "apps/DaemonSet" -> pods(workload, 1, labels(workload));
      default -> List.of();
    };
  }

  private static List<LiveObject> ofDeployment(LiveObject deployment) {
    LiveObject replicaSet = replicaSet(deployment);
    List<LiveObject> made = new ArrayList<>();
    made.add(replicaSet);
    made.addAll(
        pods(
            replicaSet,
            Statuses.replicas(deployment),
            replicaSet.object("metadata", "labels").content()));
    return made;
  }

  private static LiveObject replicaSet(LiveObject deployment) {
    String hash = templateHash(deployment);
    Map<String, Object> labels = new LinkedHashMap<>(labels(deployment));
    labels.put(HASH, hash);
    Map<String, Object> metadata =
        metadata(deployment, deployment.ref().name() + "-" + hash, labels);
    metadata.put("generation", 1L);
    metadata.put("annotations", Map.of("deployment.kubernetes.io/revision", "1"));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "apps/v1");
    object.put("kind", "ReplicaSet");
    object.put("metadata", metadata);
    object.put("spec", deployment.object("spec").content());
    object.put("status", Statuses.replicaSet(new LiveObject(object)));
    return new LiveObject(object);
  }

  private static List<LiveObject> pods(LiveObject owner, long count, Map<String, Object> labels) {
    return LongStream.range(0, count).mapToObj(number -> pod(owner, number, labels)).toList();
  }

  private static LiveObject pod(LiveObject owner, long number, Map<String, Object> labels) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "v1");
    object.put("kind", "Pod");
    object.put("metadata", metadata(owner, owner.ref().name() + "-" + number, labels));
    object.put("spec", owner.object("spec", "template", "spec").content());
    object.put("status", Statuses.pod(new LiveObject(object)));
    return new LiveObject(object);
  }

  private static Map<String, Object> metadata(
      LiveObject owner, String name, Map<String, Object> labels) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", owner.ref().namespace());
    metadata.put("uid", name);
    metadata.put("labels", labels);
    metadata.put("creationTimestamp", Controllers.TIME);
    metadata.put(
        "ownerReferences",
        List.of(
            Map.of(
                "apiVersion", owner.ref().apiVersion(),
                "kind", owner.ref().kind(),
                "name", owner.ref().name(),
                "uid", owner.text("metadata", "uid"),
                "controller", true)));
    return metadata;
  }

  private static Map<String, Object> labels(LiveObject workload) {
    return workload.object("spec", "template", "metadata", "labels").content();
  }

  /** Changes when the pod template changes. */
  static String templateHash(LiveObject workload) {
    return Integer.toHexString(
        Json.print(workload.object("spec", "template").content()).hashCode());
  }
}
