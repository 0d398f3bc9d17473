package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.Cluster;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods of a workload's newest revision. Pods of an older one never speak for a release: they
 * may well crash, which may be why it is made.
 *
 * @param owner who makes the pods: the workload, or a Deployment's newest ReplicaSet
 * @param list the pods that are not being removed
 */
record Pods(LiveObject owner, List<LiveObject> list) {
  private static final String REVISION = "deployment.kubernetes.io/revision";

  /** The pods of the revision that the workload's controller has observed last. */
  static Pods of(LiveObject workload, Cluster cluster) {
    ObjectRef ref = workload.ref();
    Map<String, String> labels = selector(workload);
    return switch (ref.kind()) {
      case "Pod" -> new Pods(workload, List.of(workload));
      case "Deployment" ->
          newestReplicaSet(workload, cluster.list("apps/v1", "ReplicaSet", ref.namespace(), labels))
              .map(set -> ownedBy(set, cluster, labels))
              .orElse(new Pods(workload, List.of()));
      default -> ownedBy(workload, cluster, labels);
    };
  }

  private static Optional<LiveObject> newestReplicaSet(
      LiveObject deployment, List<LiveObject> replicaSets) {
    String revision = deployment.text("metadata", "annotations", REVISION);
    return replicaSets.stream()
        .filter(set -> isOwned(set, deployment))
        .filter(set -> set.text("metadata", "annotations", REVISION).equals(revision))
        .findFirst();
  }

  private static Pods ownedBy(LiveObject owner, Cluster cluster, Map<String, String> labels) {
    boolean job = owner.ref().kind().equals("Job");
    return new Pods(
        owner,
        cluster.list("v1", "Pod", owner.ref().namespace(), labels).stream()
            .filter(pod -> isOwned(pod, owner) && isOfNewestRevision(pod, owner))
            .filter(pod -> pod.text("metadata", "deletionTimestamp").isEmpty())
            .filter(pod -> job || !hasEnded(pod))
            .toList());
  }

  private static boolean isOwned(LiveObject object, LiveObject owner) {
    return object.objects("metadata", "ownerReferences").stream()
        .anyMatch(found -> found.text("uid").equals(owner.text("metadata", "uid")));
  }

  private static boolean isOfNewestRevision(LiveObject pod, LiveObject owner) {
    return switch (owner.ref().kind()) {
      case "StatefulSet" ->
          pod.text("metadata", "labels", "controller-revision-hash")
              .equals(owner.text("status", "updateRevision"));
      // A DaemonSet tells its revision's hash nowhere; its pods carry its template's generation.
      case "DaemonSet" ->
          pod.text("metadata", "labels", "pod-template-generation")
              .equals(
                  owner.text(
                      "metadata", "annotations", "deprecated.daemonset.template.generation"));
      default -> true;
    };
  }

  /** A pod that was evicted or ended stays listed though its owner has replaced it. */
  private static boolean hasEnded(LiveObject pod) {
    String phase = pod.text("status", "phase");
    return phase.equals("Failed") || phase.equals("Succeeded");
  }

  /** Labels that narrow the listing; who owns whom is decided by uid. */
  private static Map<String, String> selector(LiveObject workload) {
    Map<String, String> labels = new HashMap<>();
    workload
        .object("spec", "selector", "matchLabels")
        .content()
        .forEach((name, value) -> labels.put(name, String.valueOf(value)));
    return labels;
  }
}
