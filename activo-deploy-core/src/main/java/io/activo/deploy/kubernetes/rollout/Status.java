package io.activo.deploy.kubernetes.rollout;

import io.activo.deploy.kubernetes.LiveObject;
import java.util.Optional;

/** What the rules of all kinds read in an object. */
final class Status {
  private Status() {}

  /**
   * Whether the controller has seen the newest specification (as kubectl asks it). Only the
   * controllers of {@code apps} tell.
   */
  static boolean isObserved(LiveObject workload) {
    return workload.number("metadata", "generation").orElse(0)
        <= of(workload, "observedGeneration");
  }

  /** A number of the status; 0 where there is none, which the API server leaves out. */
  static long of(LiveObject workload, String field) {
    return workload.number("status", field).orElse(0);
  }

  /** How many pods are asked for; the API's default is 1. */
  static long replicas(LiveObject workload) {
    return workload.number("spec", "replicas").orElse(1);
  }

  /** The condition of that type, if its status is {@code True}. */
  static Optional<LiveObject> whenTrue(LiveObject object, String type) {
    return condition(object, type).filter(found -> found.text("status").equals("True"));
  }

  /** The condition of that type. */
  static Optional<LiveObject> condition(LiveObject object, String type) {
    return object.objects("status", "conditions").stream()
        .filter(condition -> condition.text("type").equals(type))
        .findFirst();
  }

  /** Whether pods are replaced only when somebody deletes them. */
  static boolean isUpdatedOnDelete(LiveObject workload) {
    return workload.text("spec", "updateStrategy", "type").equals("OnDelete");
  }
}
