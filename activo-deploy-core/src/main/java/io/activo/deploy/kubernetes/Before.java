package io.activo.deploy.kubernetes;

import java.util.Optional;

/**
 * An object before it is applied, and so what applying did.
 *
 * <p>The {@code resourceVersion} cannot tell: a controller may have written the object in between,
 * as the Deployment controller does to one just made. So the fields that we own decide.
 *
 * @param object empty when the object is not there, or may not be read
 */
public record Before(Optional<LiveObject> object) {

  /**
   * What applying changed. An object that could not be read before counts as changed; but one whose
   * first answer was lost as created: that request did it, most likely.
   */
  public Applied.Change change(ApplyAnswer.Accepted answer) {
    if (answer.created() || (object.isEmpty() && answer.afterLoss())) {
      return Applied.Change.CREATED;
    }
    Optional<OwnedFields> after = OwnedFields.of(answer.object());
    boolean ownedSame = object.flatMap(OwnedFields::of).equals(after);
    boolean same = ownedSame && (after.isPresent() || isAt(version(answer.object())));
    return same ? Applied.Change.UNCHANGED : Applied.Change.CHANGED;
  }

  /** All that can be compared of an object in which we own nothing: one of a name alone. */
  private boolean isAt(String version) {
    return object.map(Before::version).equals(Optional.of(version));
  }

  private static String version(LiveObject object) {
    return object.text("metadata", "resourceVersion");
  }
}
