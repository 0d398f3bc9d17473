package io.activo.deploy.kubernetes.apply;

import io.activo.deploy.kubernetes.LiveObject;
import io.activo.deploy.kubernetes.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a cluster has under the names that were asked for.
 *
 * @param found the objects that are there
 * @param unknown the names of which nobody may say whether they are there
 */
public record LiveObjects(Map<ObjectRef, LiveObject> found, Set<ObjectRef> unknown) {
  /** Nothing is there. */
  static final LiveObjects NONE = new LiveObjects(Map.of(), Set.of());

  public LiveObjects {
    found = Map.copyOf(found);
    unknown = Set.copyOf(unknown);
  }

  /** The object of a name; empty when it is not there, or not known. */
  public Optional<LiveObject> of(ObjectRef ref) {
    return Optional.ofNullable(found.get(ref));
  }

  /** Whether it is known if there is an object of this name. */
  public boolean knows(ObjectRef ref) {
    return !unknown.contains(ref);
  }

  /** Without those that went with what was made anew. */
  LiveObjects without(Predicate<ObjectRef> gone) {
    Map<ObjectRef, LiveObject> left = new HashMap<>(found);
    left.keySet().removeIf(gone);
    return new LiveObjects(left, unknown);
  }

  static LiveObjects all(List<LiveObjects> parts) {
    Map<ObjectRef, LiveObject> found = new HashMap<>();
    Set<ObjectRef> unknown = new HashSet<>();
    parts.forEach(
        part -> {
          found.putAll(part.found);
          unknown.addAll(part.unknown);
        });
    return new LiveObjects(found, unknown);
  }
}
