package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.MissingRight;
import io.activo.deploy.kubernetes.ObjectRef;
import io.activo.deploy.problem.Place;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What would become of one object.
 *
 * @param ref its name, with its namespace as far as it is known
 * @param place where the team wrote it
 * @param kind what would happen
 * @param changes which fields would change, without what the server adds by itself; of a created
 *     object those that it would have, the ones that are sent first
 * @param remarks what else is to be known: warnings, fields taken or left, why it is replaced
 * @param problem why it would be refused, or why nothing can be told
 * @param right the right that is wanting, where that is the problem
 */
public record ObjectDiff(
    ObjectRef ref,
    Place.InText place,
    Kind kind,
    List<FieldChange> changes,
    List<String> remarks,
    Optional<Problem> problem,
    Optional<MissingRight> right) {
  public ObjectDiff {
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }

  /** What would become of an object that no right is wanting for. */
  ObjectDiff(
      ObjectRef ref,
      Place.InText place,
      Kind kind,
      List<FieldChange> changes,
      List<String> remarks,
      Optional<Problem> problem) {
    this(ref, place, kind, changes, remarks, problem, Optional.empty());
  }

  /** The same, for want of a right. */
  ObjectDiff lacking(Optional<MissingRight> wanted) {
    return new ObjectDiff(ref, place, kind, changes, remarks, problem, wanted);
  }

  /** What would happen to an object. */
  public enum Kind {
    CREATED,
    CHANGED,
    UNCHANGED,
    /** Deleted and made anew. */
    REPLACED,
    /** The cluster, or a rule, would not let it be applied. */
    REFUSED,
    /** The cluster does not tell. */
    UNKNOWN
  }
}
