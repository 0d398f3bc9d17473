package io.activo.deploy.rehearsal;

import static java.util.Map.entry;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The status of each kind when everything went well. */
final class Statuses {
  private static final Map<String, Function<LiveObject, Map<String, Object>>> BY_KIND =
      Map.ofEntries(
          entry("apps/Deployment", Statuses::deployment),
          entry("apps/ReplicaSet", Statuses::replicaSet),
          entry("/ReplicationController", Statuses::replicaSet),
          entry("apps/StatefulSet", Statuses::statefulSet),
          entry("apps/DaemonSet", Statuses::daemonSet),
          entry("batch/Job", Statuses::job),
          entry("/Pod", Statuses::pod),
          entry("/Namespace", object -> Map.of("phase", "Active")),
          entry("/PersistentVolumeClaim", object -> Map.of("phase", "Bound")),
          entry("/Service", Statuses::service),
          entry("networking.k8s.io/Ingress", object -> balanced()),
          entry("policy/PodDisruptionBudget", Statuses::observed),
          entry("apiextensions.k8s.io/CustomResourceDefinition", Statuses::definition));

  private Statuses() {}

  /** The status of an object; empty for a kind that has none here. */
  static Map<String, Object> of(LiveObject object) {
    String key = object.ref().group() + "/" + object.ref().kind();
    return BY_KIND.getOrDefault(key, other -> Map.of()).apply(object);
  }

  private static long generation(LiveObject object) {
    return object.number("metadata", "generation").orElse(1);
  }

  static long replicas(LiveObject object) {
    return object.number("spec", "replicas").orElse(1);
  }

  private static Map<String, Object> observed(LiveObject object) {
    return Map.of("observedGeneration", generation(object));
  }

  private static Map<String, Object> deployment(LiveObject object) {
    long replicas = replicas(object);
    return Map.of(
        "observedGeneration", generation(object),
        "replicas", replicas,
        "updatedReplicas", replicas,
        "readyReplicas", replicas,
        "availableReplicas", replicas,
        "conditions",
            List.of(
                Controllers.condition("Available", "MinimumReplicasAvailable"),
                Controllers.condition("Progressing", "NewReplicaSetAvailable")));
  }

  static Map<String, Object> replicaSet(LiveObject object) {
    long replicas = replicas(object);
    return Map.of(
        "observedGeneration", generation(object),
        "replicas", replicas,
        "fullyLabeledReplicas", replicas,
        "readyReplicas", replicas,
        "availableReplicas", replicas);
  }

  private static Map<String, Object> statefulSet(LiveObject object) {
    long replicas = replicas(object);
    String revision = object.ref().name() + "-" + RehearsedPods.templateHash(object);
    return Map.of(
        "observedGeneration", generation(object),
        "replicas", replicas,
        "readyReplicas", replicas,
        "availableReplicas", replicas,
        "currentReplicas", replicas,
        "updatedReplicas", replicas,
        "currentRevision", revision,
        "updateRevision", revision);
  }

  private static Map<String, Object> daemonSet(LiveObject object) {
    return Map.of(
        "observedGeneration", generation(object),
        "desiredNumberScheduled", 1L,
        "currentNumberScheduled", 1L,
        "updatedNumberScheduled", 1L,
        "numberAvailable", 1L,
        "numberReady", 1L,
        "numberMisscheduled", 0L);
  }

  private static Map<String, Object> job(LiveObject object) {
    return Map.of(
        "startTime",
        Controllers.TIME,
        "completionTime",
        Controllers.TIME,
        "succeeded",
        object.number("spec", "completions").orElse(1),
        "conditions",
        List.of(Controllers.condition("Complete", "CompletionsReached")));
  }

  static Map<String, Object> pod(LiveObject object) {
    List<Map<String, Object>> containers =
        object.objects("spec", "containers").stream()
            .map(container -> container(container.text("name"), container.text("image")))
            .toList();
    return Map.of(
        "phase",
        "Running",
        "startTime",
        Controllers.TIME,
        "conditions",
        Controllers.podConditions(),
        "containerStatuses",
        containers);
  }

  private static Map<String, Object> container(String name, String image) {
    return Map.of(
        "name",
        name,
        "image",
        image,
        "ready",
        true,
        "started",
        true,
        "restartCount",
        0L,
        "state",
        Map.of("running", Map.of("startedAt", Controllers.TIME)));
  }

  private static Map<String, Object> service(LiveObject object) {
    return object.text("spec", "type").equals("LoadBalancer")
        ? balanced()
        : Map.of("loadBalancer", Map.of());
  }

  /** An address that RFC 5737 keeps for documentation. */
  private static Map<String, Object> balanced() {
    return Map.of("loadBalancer", Map.of("ingress", List.of(Map.of("ip", "192.0.2.1"))));
  }

  private static Map<String, Object> definition(LiveObject object) {
    return Map.of(
        "conditions",
        List.of(
            Controllers.condition("NamesAccepted", "NoConflicts"),
            Controllers.condition("Established", "InitialNamesAccepted")));
  }
}
