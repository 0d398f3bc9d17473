package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.json.CanonicalJson;
import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.secret.KeyedDigest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cluster had when it was asked, object by object. Shows no content. */
public final class LiveStates {
  private final Map<ObjectRef, Sight> seen;

  /**
   * One look at an object.
   *
   * @param known whether the cluster told
   * @param object empty where it is not there, or not known
   */
  record Sight(boolean known, Optional<LiveObject> object) {
    static final Sight UNKNOWN = new Sight(false, Optional.empty());

    static Sight of(Optional<LiveObject> object) {
      return new Sight(true, object);
    }
  }

  LiveStates(Map<ObjectRef, Sight> seen) {
    this.seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
  }

  /** Nothing was asked. */
  public static LiveStates none() {
    return new LiveStates(Map.of());
  }

  /**
   * All of them, with a digest of what was there. The {@code resourceVersion} is not part of it: it
   * moves with every status that a controller writes. Neither is {@code spec.replicas} where an
   * autoscaler sets it, by the subresource {@code scale}.
   */
  public Map<ObjectRef, LiveState> digested(KeyedDigest digest) {
    Map<ObjectRef, LiveState> states = new LinkedHashMap<>();
    seen.forEach((ref, sight) -> states.put(ref, state(sight, digest)));
    return states;
  }

  private static LiveState state(Sight sight, KeyedDigest digest) {
    if (!sight.known()) {
      return new LiveState.Unknown();
    }
    return sight.object().map(object -> present(object, digest)).orElse(new LiveState.Absent());
  }

  private static LiveState present(LiveObject object, KeyedDigest digest) {
    String content = CanonicalJson.print(desired(object));
    return new LiveState.Present(
        object.text("metadata", "uid"),
        object.number("metadata", "generation").orElse(0),
        digest.of(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, Object> desired(LiveObject object) {
    Map<String, Object> rest = new LinkedHashMap<>(Noise.without(object));
    LiveObject metadata = new LiveObject(rest).object("metadata");
    rest.put(
        "metadata",
        Map.of(
            "labels", metadata.object("labels").content(),
            "annotations", metadata.object("annotations").content()));
    return isScaled(object)
        ? Noise.changed(rest, List.of("spec"), LiveStates::withoutReplicas)
        : rest;
  }

  private static boolean isScaled(LiveObject object) {
    return object.objects("metadata", "managedFields").stream()
        .filter(entry -> entry.text("subresource").equals("scale"))
        .anyMatch(entry -> entry.value("fieldsV1", "f:spec", "f:replicas").isPresent());
  }

  private static Map<String, Object> withoutReplicas(Map<String, Object> spec) {
    Map<String, Object> rest = new LinkedHashMap<>(spec);
    rest.remove("replicas");
    return rest;
  }
}
