package io.activo.deploy.rehearsal;

import io.activo.deploy.kubernetes.LiveObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a cluster's server and controllers write into an object after it was applied: everything
 * went well, at once.
 */
final class Controllers {
  /** When everything in a rehearsal happens, so that two rehearsals are alike. */
  static final String TIME = "2000-01-01T00:00:00Z";

  private Controllers() {}

  /**
   * Writes identity and status.
   *
   * @param newGeneration whether more than metadata changed
   * @param version the cluster's count of changes
   */
  static void react(RehearsedObject object, boolean newGeneration, long version) {
    LiveObject before = object.live();
    Map<String, Object> content = object.content();
    Map<String, Object> metadata = new LinkedHashMap<>(before.object("metadata").content());
    metadata.putIfAbsent("uid", uid(object));
    metadata.putIfAbsent("creationTimestamp", TIME);
    metadata.put("resourceVersion", Long.toString(version));
    if (content.containsKey("spec")) {
      long generation = before.number("metadata", "generation").orElse(0);
      metadata.put("generation", newGeneration ? generation + 1 : generation);
    }
    content.put("metadata", metadata);
    giveAddress(object, version);
    Map<String, Object> status = Statuses.of(object.live());
    if (!status.isEmpty()) {
      content.put("status", FieldTree.copyOf(status).content());
    }
  }

  private static void giveAddress(RehearsedObject object, long version) {
    LiveObject live = object.live();
    if (object.ref().kind().equals("Service")
        && !live.text("spec", "type").equals("ExternalName")
        && live.value("spec", "clusterIP").isEmpty()) {
      Map<String, Object> spec = new LinkedHashMap<>(live.object("spec").content());
      spec.put("clusterIP", "10.96." + version / 256 % 256 + "." + version % 256);
      object.content().put("spec", spec);
    }
  }

  private static String uid(RehearsedObject object) {
    String name = object.ref().group() + "/" + object.ref().namespace() + "/" + object.ref();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A namespace that every cluster has. */
  static LiveObject namespace(String name) {
    return new LiveObject(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Namespace",
            "metadata",
            Map.of("name", name, "labels", Map.of("kubernetes.io/metadata.name", name)),
            "status",
            Map.of("phase", "Active")));
  }

  /** A condition that holds. */
  static Map<String, Object> condition(String type, String reason) {
    return Map.of("type", type, "status", "True", "reason", reason, "lastTransitionTime", TIME);
  }

  /** The conditions of a pod that serves. */
  static List<Map<String, Object>> podConditions() {
    return List.of(
        condition("PodScheduled", "Scheduled"),
        condition("Initialized", "Initialized"),
        condition("ContainersReady", "ContainersReady"),
        condition("Ready", "Ready"));
  }
}
