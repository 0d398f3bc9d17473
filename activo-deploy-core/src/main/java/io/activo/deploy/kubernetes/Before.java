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
record Before(Optional<LiveObject> object) {

  Applied.Change change(ApiAnswer answer) {
    if (answer.code() == 201) {
      return Applied.Change.CREATED;
    }
    Optional<OwnedFields> after = OwnedFields.of(answer.object());
    return object.flatMap(OwnedFields::of).equals(after) && after.isPresent()
        ? Applied.Change.UNCHANGED
        : Applied.Change.CHANGED;
  }
}
