package io.activo.deploy.kubernetes;

import java.util.List;

/**
 * What applying one object did.
 *
 * @param warnings what the cluster remarked, such as a deprecated API version
 */
public record Applied(ObjectRef ref, Change change, List<String> warnings) {
  public Applied {
    warnings = List.copyOf(warnings);
  }

  public Applied(ObjectRef ref, Change change) {
    this(ref, change, List.of());
  }

  /** The kinds of change. */
  public enum Change {
    CREATED,
    CHANGED,
    UNCHANGED,
    /** Deleted and created anew, since the change could not be made otherwise. */
    RECREATED
  }
}
