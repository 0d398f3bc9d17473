package io.activo.deploy.kubernetes.diff;

import io.activo.deploy.kubernetes.LikeProblems;
import io.activo.deploy.kubernetes.diff.ObjectDiff.Kind;
import io.activo.deploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What applying manifests would change.
 *
 * @param objects one for each manifest, in their order
 * @param live what the cluster had when it was asked
 */
public record Diff(List<ObjectDiff> objects, LiveStates live) {
  public Diff {
    objects = List.copyOf(objects);
  }

  /** How many objects would be created. */
  public int created() {
    return count(Kind.CREATED);
  }

  /** How many objects would be changed. */
  public int changed() {
    return count(Kind.CHANGED);
  }

  /** How many objects would stay as they are. */
  public int unchanged() {
    return count(Kind.UNCHANGED);
  }

  /** How many objects would be deleted and made anew. */
  public int replaced() {
    return count(Kind.REPLACED);
  }

  /** How many objects would be deleted since no manifest names them any more: none, so far. */
  public int pruned() {
    return 0;
  }

  /** How many objects would be refused. */
  public int refused() {
    return count(Kind.REFUSED);
  }

  /** Of how many objects nothing can be told. */
  public int unknown() {
    return count(Kind.UNKNOWN);
  }

  /** Why objects would be refused, each reason once. */
  public List<Problem> refusals() {
    return LikeProblems.once(refusedObjects()).stream()
        .map(LikeProblems.OfObject::problem)
        .toList();
  }

  /** Each object that would be refused. */
  List<LikeProblems.OfObject> refusedObjects() {
    return objects.stream()
        .filter(object -> object.kind() == Kind.REFUSED)
        .flatMap(object -> refusal(object).stream())
        .toList();
  }

  private static Optional<LikeProblems.OfObject> refusal(ObjectDiff object) {
    return object
        .problem()
        .map(problem -> new LikeProblems.OfObject(object.ref(), object.place(), problem));
  }

  /**
   * The rights to apply that the account lacks: a problem for each kind and namespace, with every
   * object and verb. None where the release itself applies what may grant them.
   *
   * @param making whether a namespace is not there yet and made by the release: who may make it may
   *     be given rights in it
   */
  public List<Problem> missingRights(Predicate<String> making) {
    return MissingRights.in(this, making);
  }

  private int count(Kind kind) {
    return (int) objects.stream().filter(object -> object.kind() == kind).count();
  }
}
